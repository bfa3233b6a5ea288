//! `cargo +nightly fuzz run replies`: random bytes as the output of a worker. The same function runs with
//! fixed seeds in the host's tests.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    claimtrack_host::understood(bytes, 2, 4, 1);
});
