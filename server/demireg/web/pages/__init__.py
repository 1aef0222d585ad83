"""One function a page, by noun: call a service, fill a context, render."""
