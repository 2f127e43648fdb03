//! `GET /ticket/departments`: whom a ticket can be sent to.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for the departments.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListDepartments {}

/// The departments.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Departments {
    /// The departments.
    pub departments: Vec<Department>,
}

/// One department.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Department {
    /// What a new ticket names as `dept_id`.
    pub id: Quoted<i64>,
    /// What tickets show as `deptname`.
    pub name: String,
}

impl Endpoint for ListDepartments {
    type Dialect = DnsServices;
    type Response = Departments;

    const IDS: &'static [&'static str] = &["ticket_departments"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/ticket/departments";
}
