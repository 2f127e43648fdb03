//! The OpenAPI document of a dialect, written from the types of its calls.

/// One call as the document shows it.
mod operation;

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

pub use operation::Operation;
pub(crate) use operation::names_of;

use crate::{Dialect, Door};

/// Where schemas stand in the document.
const SCHEMAS: &str = "/components/schemas";

/// The document of the dialect behind `D`, whose calls are below an address.
pub(crate) fn document<D: Door>(operations: &[Operation], address: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = SCHEMAS.into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut names = Names::default();
    let mut paths = Map::new();
    for operation in operations {
        let written = operation.write::<D>(&mut generator, names.of(operation));
        let path = paths.entry(operation.path).or_insert_with(|| Value::Object(Map::new()));
        path[operation.method.as_str().to_ascii_lowercase()] = written;
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": D::Dialect::TITLE, "version": env!("CARGO_PKG_VERSION") },
        "servers": [{ "url": address }],
        "paths": paths,
        "components": { "schemas": components(&mut generator) },
    })
}

fn components(generator: &mut SchemaGenerator) -> Map<String, Value> {
    generator.take_definitions(true)
}

/// The names of operations, each given once.
#[derive(Default)]
struct Names {
    given: std::collections::BTreeSet<String>,
}

impl Names {
    fn of(&mut self, operation: &Operation) -> String {
        let wanted = match operation.ids.first() {
            Some(id) => (*id).to_owned(),
            None => operation.path.trim_matches('/').replace(['/', '{', '}'], "_"),
        };
        let method = operation.method.as_str().to_ascii_lowercase();
        let others = (2_u32..).map(|number| format!("{wanted}_{method}_{number}"));
        let mut choices = [wanted.clone(), format!("{wanted}_{method}")].into_iter().chain(others);
        let name = choices.find(|choice| !self.given.contains(choice));
        let name = name.expect("some number is always free");
        self.given.insert(name.clone());
        name
    }
}
