//! Calls and handlers of one dialect, on their way to a router.

use std::future::Future;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::Request;
use axum::routing::any;
use bytes::Bytes;
use futures_util::future::{BoxFuture, FutureExt};
use http::{Method, StatusCode};

use super::bulk::{Either, Many};
use super::meters::Meters;
use super::pipeline::serve;
use super::{Call, Door, Handler, Refusal, Rendered};
use crate::decode::limits;
use crate::openapi::{Operation, document};
use crate::route::Routes;
use crate::{Access, Bulked, Dialect, Endpoint, File, RequestLog, Tabled};

/// What the operator and the dialect decide about all of its calls.
#[derive(Clone)]
pub struct ApiSettings {
    /// Bytes of a body.
    pub body_limit: usize,
    /// Methods that the dialect treats alike: a call of one of them answers to all of them.
    pub twins: &'static [Method],
    /// Where the last calls are kept.
    pub log: Option<Arc<RequestLog>>,
    /// What callers put before the paths, where that is not the dialect's own prefix.
    pub address: Option<String>,
}

impl Default for ApiSettings {
    fn default() -> Self {
        Self { body_limit: limits::BODY, twins: &[], log: None, address: None }
    }
}

/// The calls of one dialect with their handlers.
pub struct Api<D: Door> {
    served: Served<D>,
}

/// Everything the pipeline needs.
pub(super) struct Served<D: Door> {
    pub(super) door: D,
    pub(super) settings: ApiSettings,
    pub(super) routes: Routes<Arc<Route<D>>>,
    /// What is counted when no call has the path.
    pub(super) unknown: Meters,
    pub(super) document: OnceLock<Bytes>,
    operations: Vec<Operation>,
}

/// One call with its handler.
pub(super) struct Route<D: Door> {
    pub(super) ids: &'static [&'static str],
    pub(super) access: Access,
    pub(super) secrets: &'static [&'static str],
    pub(super) success: StatusCode,
    /// Whether callers must be able to read JSON.
    pub(super) answers_json: bool,
    pub(super) meters: Meters,
    pub(super) work: Box<dyn Work<D>>,
}

/// Decoding, handling and encoding of one call, whatever its types.
pub(super) trait Work<D: Door>: Send + Sync {
    fn run<'a>(
        &'a self,
        door: &'a D,
        call: &'a Call,
        context: &'a D::Context,
    ) -> BoxFuture<'a, Result<Rendered, Refusal<D::Error>>>;
}

/// Decoding and handling of a call whose answer the door writes.
pub(super) struct Typed<E, H> {
    handler: H,
    endpoint: PhantomData<fn() -> E>,
}

impl<E, H> Typed<E, H> {
    pub(super) fn new(handler: H) -> Self {
        Self { handler, endpoint: PhantomData }
    }
}

impl<D: Door, E: Endpoint, H: Handler<D, E>> Work<D> for Typed<E, H> {
    fn run<'a>(
        &'a self,
        door: &'a D,
        call: &'a Call,
        context: &'a D::Context,
    ) -> BoxFuture<'a, Result<Rendered, Refusal<D::Error>>> {
        async move {
            let request: E = call.params.decode().map_err(Refusal::Undecodable)?;
            let answer = (self.handler)(context.clone(), request).await.map_err(Refusal::Error)?;
            Ok(door.answer(call, context, answer).await)
        }
        .boxed()
    }
}

/// Decoding and handling of a call that answers a file.
struct Filing<E, H> {
    handler: H,
    endpoint: PhantomData<fn() -> E>,
}

impl<D, E, H, R> Work<D> for Filing<E, H>
where
    D: Door,
    E: Endpoint,
    H: Fn(D::Context, E) -> R + Send + Sync + 'static,
    R: Future<Output = Result<File, D::Error>> + Send + 'static,
{
    fn run<'a>(
        &'a self,
        _: &'a D,
        call: &'a Call,
        context: &'a D::Context,
    ) -> BoxFuture<'a, Result<Rendered, Refusal<D::Error>>> {
        async move {
            let request: E = call.params.decode().map_err(Refusal::Undecodable)?;
            let file = (self.handler)(context.clone(), request).await.map_err(Refusal::Error)?;
            Ok(Rendered::file(file))
        }
        .boxed()
    }
}

impl<D: Door> Api<D> {
    /// An API without calls.
    pub fn new(door: D, settings: ApiSettings) -> Self {
        let served = Served {
            door,
            settings,
            routes: Routes::default(),
            unknown: Meters::new(D::Dialect::NAME, "unknown"),
            document: OnceLock::new(),
            operations: Vec::new(),
        };
        Self { served }
    }

    /// Adds a call.
    ///
    /// # Panics
    /// When another call has the same method and path.
    #[must_use]
    pub fn on<E, H>(self, handler: H) -> Self
    where
        E: Endpoint<Dialect = D::Dialect>,
        H: Handler<D, E>,
    {
        let operation = &Operation::of::<E>;
        self.mounted(E::METHOD, E::PATH, E::ALIASES, route::<D, E, H>(handler), operation)
    }

    /// Adds a call once for each row of its table; the handler is told which row is meant.
    ///
    /// # Panics
    /// When another call has the method and path of one of them.
    #[must_use]
    pub fn on_each<E, H, R>(self, handler: H) -> Self
    where
        E: Tabled<Dialect = D::Dialect>,
        H: Fn(D::Context, &'static E::Row, E) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Result<D::Answer<E::Response>, D::Error>> + Send + 'static,
    {
        E::rows().fold(self, |api, row| {
            let handler = handler.clone();
            let of_row = move |context: D::Context, request: E| handler(context, row, request);
            let (ids, path) = (E::ids(row), E::path(row));
            let work = Box::new(Typed::<E, _>::new(of_row));
            let meters = meters::<D>(ids, path);
            let route = Route { ids, meters, ..route_of::<D, E>(work, true) };
            let operation = |method| Operation::of_row::<E>(method, row);
            api.mounted(E::METHOD, path, &[], Arc::new(route), &operation)
        })
    }

    /// Adds the bulk form of a call, with the handler of the single one: it is run for each element
    /// on its own, for [`AT_ONCE`](super::AT_ONCE) at a time, and what refuses one does not touch the
    /// others. The answers stand in the order of the elements.
    ///
    /// # Panics
    /// When another call has the same method and path.
    #[must_use]
    pub fn on_bulk<E, H>(self, handler: H) -> Self
    where
        E: Bulked<Dialect = D::Dialect>,
        H: Handler<D, E>,
    {
        let work = Box::new(Many::<E, H>::new(handler));
        let meters = meters::<D>(E::BULK_IDS, E::BULK_PATH);
        let route = Route { ids: E::BULK_IDS, meters, ..route_of::<D, E>(work, true) };
        let (path, aliases) = (E::BULK_PATH, E::BULK_ALIASES);
        self.mounted(E::METHOD, path, aliases, Arc::new(route), &Operation::bulk::<E>)
    }

    /// Adds a call whose path also serves its bulk form: what was sent tells them apart.
    ///
    /// # Panics
    /// When another call has the same method and path.
    #[must_use]
    pub fn on_both<E, H>(self, handler: H) -> Self
    where
        E: Bulked<Dialect = D::Dialect>,
        H: Handler<D, E> + Clone,
    {
        let work = Box::new(Either::<E, H>::new(handler));
        let route = Arc::new(route_of::<D, E>(work, true));
        self.mounted(E::METHOD, E::PATH, E::ALIASES, route, &Operation::of::<E>)
    }

    /// Adds a call that answers a file. The door says nothing around it; refusals are still its own.
    ///
    /// # Panics
    /// When another call has the same method and path.
    #[must_use]
    pub fn on_file<E, H, R>(self, handler: H) -> Self
    where
        E: Endpoint<Dialect = D::Dialect, Response = File>,
        H: Fn(D::Context, E) -> R + Send + Sync + 'static,
        R: Future<Output = Result<File, D::Error>> + Send + 'static,
    {
        let work = Box::new(Filing::<E, H> { handler, endpoint: PhantomData });
        let route = Arc::new(route_of::<D, E>(work, false));
        self.mounted(E::METHOD, E::PATH, E::ALIASES, route, &Operation::file::<E>)
    }

    fn mounted(
        mut self,
        method: Method,
        path: &'static str,
        aliases: &'static [&'static str],
        route: Arc<Route<D>>,
        operation: &dyn Fn(Method) -> Operation,
    ) -> Self {
        let twins = self.served.settings.twins;
        let alone = [method];
        let methods = if twins.contains(&alone[0]) { twins } else { &alone };
        for method in methods {
            for path in std::iter::once(&path).chain(aliases) {
                self.served.routes.add(method.clone(), path, Arc::clone(&route));
            }
            self.served.operations.push(operation(method.clone()));
        }
        self
    }

    /// Serves a call under another path too, with every one of these methods. Such spellings are
    /// not part of the OpenAPI document.
    ///
    /// # Panics
    /// When another call has the same method and path.
    #[must_use]
    pub fn also<E, H>(mut self, path: &str, methods: &[Method], handler: H) -> Self
    where
        E: Endpoint<Dialect = D::Dialect>,
        H: Handler<D, E>,
    {
        let route = route::<D, E, H>(handler);
        for method in methods {
            self.served.routes.add(method.clone(), path, Arc::clone(&route));
        }
        self
    }

    /// The calls, in the order they were added.
    #[must_use]
    pub fn operations(&self) -> &[Operation] {
        &self.served.operations
    }

    /// The OpenAPI document.
    #[must_use]
    pub fn openapi(&self) -> serde_json::Value {
        self.served.written()
    }

    /// A router that answers everything below `/<dialect>`, its OpenAPI document included.
    pub fn into_router(self) -> Router {
        let served = Arc::new(self.served);
        let answer = any(move |request: Request| serve(Arc::clone(&served), request));
        let name = D::Dialect::NAME;
        Router::new()
            .route(&format!("/{name}"), answer.clone())
            .route(&format!("/{name}/"), answer.clone())
            .route(&format!("/{name}/{{*rest}}"), answer)
    }
}

fn route<D, E, H>(handler: H) -> Arc<Route<D>>
where
    D: Door,
    E: Endpoint<Dialect = D::Dialect>,
    H: Handler<D, E>,
{
    Arc::new(route_of::<D, E>(Box::new(Typed::<E, H>::new(handler)), true))
}

fn route_of<D: Door, E: Endpoint>(work: Box<dyn Work<D>>, answers_json: bool) -> Route<D> {
    Route {
        ids: E::IDS,
        access: E::ACCESS,
        secrets: E::SECRETS,
        success: E::SUCCESS,
        answers_json,
        meters: meters::<D>(E::IDS, E::PATH),
        work,
    }
}

fn meters<D: Door>(ids: &'static [&'static str], path: &'static str) -> Meters {
    Meters::new(D::Dialect::NAME, ids.first().copied().unwrap_or(path))
}

impl<D: Door> Served<D> {
    /// The OpenAPI document.
    fn written(&self) -> serde_json::Value {
        let address = self.settings.address.as_deref().unwrap_or(D::Dialect::PREFIX);
        document::<D>(&self.operations, address)
    }

    /// The OpenAPI document as it travels, written when first asked for.
    pub(super) fn document(&self) -> Bytes {
        let written = self.document.get_or_init(|| {
            serde_json::to_vec(&self.written()).expect("a JSON value can be written as JSON").into()
        });
        written.clone()
    }
}
