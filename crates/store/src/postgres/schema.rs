//! A schema beside the one that a URL leads to, for another realm in the same database.

use model::{Error, Result};
use tokio_postgres::{Config, NoTls};

/// Has connections work in the schema that is called after the current one and `word`. It is made when
/// it is missing.
pub(super) async fn lead_beside(config: &mut Config, word: &str) -> Result<()> {
    let (client, connection) = config.connect(NoTls).await.map_err(Error::internal)?;
    let connection = tokio::spawn(connection);
    let sql = "SELECT quote_ident(COALESCE(current_schema(), 'public') || '_' || $1)";
    let row = client.query_one(sql, &[&word]).await.map_err(Error::internal)?;
    let schema: String = row.get(0);
    let known = "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE quote_ident(nspname) = $1)";
    let row = client.query_one(known, &[&schema]).await.map_err(Error::internal)?;
    // Who may not make schemas may still use one that was made.
    if !row.get::<_, bool>(0) {
        let make = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
        client.batch_execute(&make).await.map_err(Error::internal)?;
    }
    drop(client);
    connection.await.map_err(Error::internal)?.map_err(Error::internal)?;
    let before = config.get_options().map(|options| format!("{options} ")).unwrap_or_default();
    // Spaces and backslashes stand for themselves behind a backslash.
    let path = schema.replace('\\', "\\\\").replace(' ', "\\ ");
    config.options(format!("{before}-c search_path={path}"));
    Ok(())
}
