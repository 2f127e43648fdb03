//! Departments of support. They belong to the account that answers there.

use model::Result;
use model::account::AccountId;
use model::ticket::DepartmentId;

use crate::tx::{Row, Tx};

/// Where a ticket can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its row.
    pub id: DepartmentId,
    /// What people call it; unique with its seller.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where it stands in the list.
    pub position: i64,
}

fn read_department(row: &Row<'_>) -> Result<Department> {
    Ok(Department {
        id: DepartmentId(row.int(0)?),
        name: row.text(1)?,
        description: row.text(2)?,
        position: row.int(3)?,
    })
}

impl Tx<'_> {
    /// Adds a department of a seller's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_department(
        &mut self,
        seller: AccountId,
        name: &str,
        description: &str,
        position: i64,
    ) -> Result<DepartmentId> {
        self.insert(
            "INSERT INTO department (seller, name, description, position)
             VALUES (?1, ?2, ?3, ?4) RETURNING id",
            &[seller.0.into(), name.into(), description.into(), position.into()],
        )
        .map(DepartmentId)
    }

    /// A seller's departments, by position.
    ///
    /// # Errors
    /// When the database fails.
    pub fn departments(&mut self, seller: AccountId, limit: i64) -> Result<Vec<Department>> {
        self.all(
            "SELECT id, name, description, position FROM department WHERE seller = ?1
             ORDER BY position, id LIMIT ?2",
            &[seller.0.into(), limit.into()],
            read_department,
        )
    }

    /// One of a seller's departments.
    ///
    /// # Errors
    /// When the database fails.
    pub fn department(
        &mut self,
        seller: AccountId,
        id: DepartmentId,
    ) -> Result<Option<Department>> {
        self.first(
            "SELECT id, name, description, position FROM department WHERE id = ?2 AND seller = ?1",
            &[seller.0.into(), id.0.into()],
            read_department,
        )
    }
}
