"""Records, rows of tables and objects of JSON, become files with what their fields state."""
