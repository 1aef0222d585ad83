/** Show the description of the API with the vendored Swagger UI. */
const place = document.querySelector("#api");
SwaggerUIBundle({ url: place.dataset.openapi, domNode: place, deepLinking: true, syntaxHighlight: false, validatorUrl: null, defaultModelsExpandDepth: -1 });
