create schema live_functions;
