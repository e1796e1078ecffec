"""HTTP beside the pages: headers, data routes, start-up."""
