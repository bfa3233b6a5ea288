//! Finds, verifies and runs plugins. libloading lives here and only here.
