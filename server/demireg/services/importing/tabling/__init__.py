"""A study as tables: the layout, from a sheet's tree to rows and back, and readers of workbooks and CSV."""
