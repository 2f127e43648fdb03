//! A question about zones that are there, changed at a few places.

#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use peers::responder::Answering;

thread_local! {
    static ANSWERING: RefCell<Answering> = RefCell::new(Answering::new());
}

fuzz_target!(|data: (u16, Vec<(u16, u8)>)| {
    let (number, changes) = data;
    ANSWERING.with_borrow_mut(|answering| answering.take_changed(number, &changes));
});
