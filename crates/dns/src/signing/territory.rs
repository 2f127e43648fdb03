//! What the zone has authority over.

use crate::contents::RrSets;
use crate::names::{Name, Rtype};

/// What a name is to the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Its own.
    Inside,
    /// A delegation: only what DS records say of it is its own (RFC 4035 §2.2).
    Cut,
    /// Below a delegation, where it is glue, or below a DNAME record, where nobody finds it.
    Below,
}

/// A walk through the names of a zone in canonical order, in which what lies below a name comes directly
/// behind it.
pub(super) struct Walk<'a> {
    apex: &'a Name,
    cut: Option<Name>,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(apex: &'a Name) -> Self {
        Self { apex, cut: None }
    }

    /// What the next name is.
    pub(super) fn step(&mut self, owner: &Name, sets: &RrSets) -> Place {
        if self.cut.as_ref().is_some_and(|cut| owner.ends_with(cut)) {
            return Place::Below;
        }
        if owner != self.apex && sets.contains_key(&Rtype::NS) {
            self.cut = Some(owner.clone());
            return Place::Cut;
        }
        // What a DNAME record stands for, it stands for alone (RFC 6672 §2.4).
        self.cut = sets.contains_key(&Rtype::DNAME).then(|| owner.clone());
        Place::Inside
    }
}

impl Place {
    /// Whether a set of this type is signed here.
    pub(super) fn signs(self, rtype: Rtype) -> bool {
        match self {
            Self::Inside => true,
            Self::Cut => rtype == Rtype::DS,
            Self::Below => false,
        }
    }

    /// Whether NSEC3 records speak of a set of this type here.
    pub(super) fn admits(self, rtype: Rtype) -> bool {
        self.signs(rtype) || self == Self::Cut && rtype == Rtype::NS
    }
}
