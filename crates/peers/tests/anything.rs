//! Whatever is sent, the name server answers in form or is silent. `fuzz/` throws millions of these.

use peers::dice::Dice;
use peers::responder::Answering;

/// Half of twenty thousand.
const EACH: usize = 10_000;

#[test]
fn any_bytes_are_answered_in_form_or_met_with_silence() {
    let (mut dice, mut answering) = (Dice::of(1), Answering::new());
    for _ in 0..EACH {
        let message: Vec<u8> = (0..dice.below(300)).map(|_| dice.byte()).collect();
        answering.take(&message);
    }
}

#[test]
fn questions_changed_at_a_few_places_are_answered_in_form_or_met_with_silence() {
    let (mut dice, mut answering) = (Dice::of(2), Answering::new());
    for _ in 0..EACH {
        let number = u16::from_be_bytes([dice.byte(), dice.byte()]);
        let changes: Vec<(u16, u8)> =
            (0..dice.below(6)).map(|_| (u16::from(dice.byte()), dice.byte())).collect();
        answering.take_changed(number, &changes);
    }
}
