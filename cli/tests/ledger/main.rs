//! The ledger on disk, seen from outside: bad input, audit, review, kills, full disks.

mod audit;
mod bad_input;
mod durability;
mod project;
mod review;
mod schema;
mod show;
