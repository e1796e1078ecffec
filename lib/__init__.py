"""硅巷看板: a district dashboard read from five public documents."""
