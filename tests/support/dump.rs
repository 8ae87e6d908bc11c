//! A vault's database as lines that two vaults can be compared by: ids stand for what they point to.
//! How the database is opened is in `vaults`.

use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

/// A column of a table, as the schema tells it.
#[derive(Clone)]
pub struct Column {
    pub name: String,
    /// The default, as SQL; none without one.
    pub default: Option<String>,
    /// The table and the column it points to.
    refers: Option<(String, String)>,
}

/// Every table that is no search index, with its columns.
pub fn tables(conn: &Connection) -> BTreeMap<String, Vec<Column>> {
    let sql = "SELECT t.name, c.name, c.dflt_value, f.\"table\", f.\"to\"
         FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         LEFT JOIN pragma_foreign_key_list(t.name) f ON f.\"from\" = c.name
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid";
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    let mut statement = conn.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let refers = row.get::<_, Option<String>>(3).unwrap().map(|table| (table, row.get(4).unwrap()));
        let column = Column { name: row.get(1).unwrap(), default: row.get(2).unwrap(), refers };
        tables.entry(row.get(0).unwrap()).or_default().push(column);
    }
    tables
}

/// Every row of every table as a line, sorted; a column for which `leave` says so is left out, and an id that points to
/// a row stands as what that row holds.
pub fn dump(conn: &Connection, leave: impl Fn(&str, &str) -> bool) -> BTreeMap<String, Vec<String>> {
    let tables = tables(conn);
    let mut lines = BTreeMap::new();
    // (table, column, value) → what the row holds.
    let mut stands: BTreeMap<(String, String, String), String> = BTreeMap::new();
    let mut done: BTreeSet<String> = BTreeSet::new();
    while done.len() < tables.len() {
        let (name, columns) = tables
            .iter()
            .find(|(name, columns)| {
                !done.contains(*name)
                    && columns.iter().flat_map(|one| &one.refers).all(|(table, _)| done.contains(table))
            })
            .unwrap();
        let mut of_table = Vec::new();
        for row in rows(conn, name, columns) {
            let mut line = Vec::new();
            for (column, value) in columns.iter().zip(&row) {
                let pointed =
                    column.refers.as_ref().map(|(table, to)| (table.clone(), to.clone(), format!("{value:?}")));
                let text = pointed.and_then(|key| stands.get(&key).cloned()).unwrap_or_else(|| format!("{value:?}"));
                if !leave(name, &column.name) {
                    line.push(format!("{}: {text}", column.name));
                }
            }
            let line = line.join(", ");
            let mut hasher = DefaultHasher::new();
            line.hash(&mut hasher);
            for (column, value) in columns.iter().zip(&row) {
                let key = (name.clone(), column.name.clone(), format!("{value:?}"));
                stands.insert(key, format!("{name}#{:x}", hasher.finish()));
            }
            of_table.push(line);
        }
        of_table.sort();
        lines.insert(name.clone(), of_table);
        done.insert(name.clone());
    }
    lines
}

/// The values of every row.
pub fn rows(conn: &Connection, table: &str, columns: &[Column]) -> Vec<Vec<Value>> {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let mut statement = conn.prepare(&format!("SELECT {} FROM \"{table}\"", names.join(", "))).unwrap();
    let rows = statement.query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect()).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
