//! Carrying an import out, once it was judged.

use model::Result;
use model::zone::ZoneId;
use store::Tx;

use super::plan::Plan;

/// Does what a plan says.
pub(super) fn carry_out(tx: &mut Tx<'_>, zone: ZoneId, plan: &Plan) -> Result<()> {
    plan.removed.iter().try_for_each(|id| tx.delete_record(*id))?;
    plan.changed.iter().try_for_each(|(id, record)| tx.save_record(*id, record))?;
    plan.added.iter().try_for_each(|record| tx.add_record(zone, record).map(drop))?;
    plan.web_removed.iter().try_for_each(|id| tx.delete_web_forward(*id))?;
    plan.web_changed.iter().try_for_each(|(id, forward)| tx.save_web_forward(*id, forward))?;
    plan.web_added.iter().try_for_each(|new| tx.add_web_forward(zone, new).map(drop))?;
    match &plan.mail {
        Some(rules) => tx.set_mail_rules(zone, rules),
        None => Ok(()),
    }
}
