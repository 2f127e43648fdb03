//! Departments: where tickets can be sent to. They belong to the account that answers there.

use model::account::Action;
use model::error::{Field, Reason};
use model::ticket::{DepartmentId, check_line};
use model::{Error, Result};
pub use store::departments::Department;

use crate::realm::Context;

/// Departments one account may have.
const MOST_DEPARTMENTS: u16 = 100;

/// Adds a department of the caller's own, for the accounts below it.
///
/// # Errors
/// When the caller is not the owner, the name is in use, a text cannot be meant, or there are too
/// many.
pub async fn add(
    cx: &Context,
    name: &str,
    description: &str,
    position: i64,
) -> Result<DepartmentId> {
    cx.caller.may(Action::ManageAccount)?;
    let refuse = |reason| Err(Error::invalid(Field::Department, reason));
    let name = check_line(Field::Department, name)?;
    let description = match description.trim() {
        "" => String::new(),
        text => check_line(Field::Department, text)?,
    };
    let seller = cx.account();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(seller)?;
            let there = tx.departments(seller, MOST_DEPARTMENTS.into())?;
            if there.len() >= usize::from(MOST_DEPARTMENTS) {
                return refuse(Reason::MoreThan(MOST_DEPARTMENTS));
            }
            if there.iter().any(|department| department.name == name) {
                return refuse(Reason::Repeated);
            }
            tx.add_department(seller, &name, &description, position)
        })
        .await
}

/// Where the caller can send a ticket to: the departments of the account above it.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context) -> Result<Vec<Department>> {
    let Some(seller) = cx.caller.parent else { return Ok(Vec::new()) };
    cx.realm.store.read(move |tx| tx.departments(seller, MOST_DEPARTMENTS.into())).await
}
