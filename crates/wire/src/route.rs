//! Which call a method and a path mean, and what to say when they mean none.

use std::collections::HashMap;

use http::Method;

/// The route table of one dialect.
pub struct Routes<T> {
    shapes: matchit::Router<usize>,
    /// Places by the shape of their path; names of path parameters do not count.
    known: HashMap<String, usize>,
    places: Vec<Vec<Way<T>>>,
}

/// One method of one path.
struct Way<T> {
    method: Method,
    names: Vec<String>,
    target: T,
}

/// What a method and a path mean.
pub enum Found<'t, 'p, T> {
    /// A call, with its path parameters as they stand in the path.
    Call {
        /// What was registered.
        target: &'t T,
        /// Names and raw values of the path parameters.
        params: Vec<(&'t str, &'p str)>,
    },
    /// The path is known, but not with this method.
    WrongMethod {
        /// The methods it is known with.
        allowed: Vec<Method>,
    },
    /// No call has this path.
    Unknown,
}

impl<T> Default for Routes<T> {
    fn default() -> Self {
        Self { shapes: matchit::Router::new(), known: HashMap::new(), places: Vec::new() }
    }
}

impl<T> Routes<T> {
    /// Registers `target` for `method` and `path`; `{name}` in a path marks a path parameter.
    ///
    /// # Panics
    /// When the path is no path or the pair is taken: a mistake of the programmer, seen at start.
    pub fn add(&mut self, method: Method, path: &str, target: T) {
        let (shape, names) = shape(trimmed(path));
        let at = *self.known.entry(shape).or_insert_with_key(|shape| {
            let at = self.places.len();
            self.shapes.insert(shape.as_str(), at).expect("paths of calls do not contradict");
            self.places.push(Vec::new());
            at
        });
        let taken = self.places[at].iter().any(|way| way.method == method);
        assert!(!taken, "two calls are registered for {method} {path}");
        self.places[at].push(Way { method, names, target });
    }

    /// What `method` and `path` mean. A slash at the end of the path does not matter.
    pub fn find<'t, 'p>(&'t self, method: &Method, path: &'p str) -> Found<'t, 'p, T> {
        let Ok(found) = self.shapes.at(trimmed(path)) else {
            return Found::Unknown;
        };
        let ways = &self.places[*found.value];
        let Some(way) = ways.iter().find(|way| way.method == *method) else {
            return Found::WrongMethod {
                allowed: ways.iter().map(|way| way.method.clone()).collect(),
            };
        };
        let values = found.params.iter().map(|(_, value)| value);
        let params = way.names.iter().map(String::as_str).zip(values).collect();
        Found::Call { target: &way.target, params }
    }
}

fn trimmed(path: &str) -> &str {
    match path.strip_suffix('/') {
        Some("") | None => path,
        Some(rest) => rest,
    }
}

/// The path with its parameters named by position, and their names; so `/a/{x}` and `/a/{y}` share
/// a place.
fn shape(path: &str) -> (String, Vec<String>) {
    let mut shape = String::with_capacity(path.len());
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, parameter)) = rest.split_once('{') {
        let (name, after) = parameter.split_once('}').expect("a brace in a path is closed");
        let (star, name) = name.strip_prefix('*').map_or(("", name), |name| ("*", name));
        shape.extend([before, "{", star, "p", &names.len().to_string(), "}"]);
        names.push(name.to_owned());
        rest = after;
    }
    shape.push_str(rest);
    (shape, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Routes<&'static str> {
        let mut routes = Routes::default();
        routes.add(Method::GET, "/domain/{id}", "read");
        routes.add(Method::PUT, "/domain/{name}", "write");
        routes.add(Method::GET, "/domain/list", "list");
        routes.add(Method::GET, "/domain/{id}/dns/{record}", "record");
        routes.add(Method::POST, "/login", "login");
        routes
    }

    fn say(method: Method, path: &str) -> String {
        match table().find(&method, path) {
            Found::Call { target, params } => format!("{target} {params:?}"),
            Found::WrongMethod { allowed } => format!("only {allowed:?}"),
            Found::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn paths_and_methods_find_their_call() {
        assert_eq!(say(Method::GET, "/domain/7"), r#"read [("id", "7")]"#);
        assert_eq!(say(Method::PUT, "/domain/7/"), r#"write [("name", "7")]"#);
        assert_eq!(say(Method::GET, "/domain/list"), "list []");
        assert_eq!(
            say(Method::GET, "/domain/a%20b/dns/9"),
            r#"record [("id", "a%20b"), ("record", "9")]"#
        );
    }

    #[test]
    fn what_is_not_a_call_is_told_apart() {
        assert_eq!(say(Method::DELETE, "/domain/7"), "only [GET, PUT]");
        assert_eq!(say(Method::GET, "/login"), "only [POST]");
        for path in ["", "/", "/domain", "/domain/7/dns", "/nowhere"] {
            assert_eq!(say(Method::GET, path), "unknown", "{path}");
        }
    }
}
