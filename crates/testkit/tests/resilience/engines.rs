//! The same story on each database engine.

use model::domain::Domain;
use nameyard::sandbox::Options;
use store::Database;
use testkit::World;
use testkit::database::TestDatabase;

/// Tells a story in a fresh world on SQLite, then in one on PostgreSQL where there is a cluster.
pub async fn on_each_engine(story: impl AsyncFn(World)) {
    eprintln!("on SQLite:");
    story(World::on("2026-01-01").await).await;
    if let Some(database) = TestDatabase::postgres() {
        eprintln!("on PostgreSQL:");
        story(World::with("2026-01-01", 1, |options| over(&database, options)).await).await;
    }
}

fn over(database: &TestDatabase, options: Options) -> Options {
    let url = match database.database() {
        Database::Postgres { url, .. } => Some(url.clone()),
        Database::Sqlite(_) => None,
    };
    Options { database: url, ..options }
}

/// A registration by its name.
pub async fn held(world: &World, name: &str) -> Option<Domain> {
    world.held_names().await.into_iter().find(|domain| domain.name.as_str() == name)
}
