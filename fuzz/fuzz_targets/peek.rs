//! `cargo +nightly fuzz run peek`: random bytes as a plugin's file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Any answer will do, as long as there is one.
    let _ = claimtrack_host::peek(bytes);
});
