//! Any bytes at all, as a datagram and over a connection.

#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use peers::responder::Answering;

thread_local! {
    static ANSWERING: RefCell<Answering> = RefCell::new(Answering::new());
}

fuzz_target!(|data: &[u8]| {
    ANSWERING.with_borrow_mut(|answering| answering.take(data));
});
