using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Arise.Tests;

/// <summary>Databases of SQLite with tables, columns and cells that are not as they were written.</summary>
/// <param name="folder">Takes the files.</param>
internal sealed class DamagedDatabase(string folder)
{
    private int _number;

    /// <summary>A database with one change: a table gone, emptied or other, a column renamed, other cells.</summary>
    /// <param name="valid">The database as it was.</param>
    /// <param name="tables">Its tables with their columns.</param>
    /// <param name="cells">What cells may hold, as expressions.</param>
    /// <param name="random">Chooses.</param>
    public byte[] Changed(
        byte[] valid, (string Name, string[] Columns)[] tables, string[] cells, Random random)
    {
        (string table, string[] columns) = tables[random.Next(tables.Length)];
        string column = columns[random.Next(columns.Length)], cell = cells[random.Next(cells.Length)];
        int row = random.Next(2);
        return With(valid, random.Next(12) switch
        {
            0 => $"DROP TABLE {table}",
            1 => $"DELETE FROM {table} WHERE rowid > {row.ToString(CultureInfo.InvariantCulture)}",
            2 => $"ALTER TABLE {table} RENAME COLUMN {column} TO other",
            3 => $"DROP TABLE {table}; CREATE TABLE {table} (name, value)",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"UPDATE OR IGNORE {table} SET {column} = {cell} WHERE rowid % 2 = {row} OR abs(random()) % 3 = 0"),
        });
    }

    /// <summary>Writes a file, lets it be used, and deletes it.</summary>
    public void Use(byte[] bytes, Action<string> use)
    {
        string path = Next();
        File.WriteAllBytes(path, bytes);
        use(path);
        File.Delete(path);
    }

    // Changes that a constraint forbids are none. A log beside the database would hold them back.
    private byte[] With(byte[] valid, string change)
    {
        string path = Next();
        File.WriteAllBytes(path, valid);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            foreach (string text in (string[])["PRAGMA journal_mode = DELETE", change])
            {
                using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100
                command.CommandText = text;
#pragma warning restore CA2100
                try
                {
                    command.ExecuteNonQuery();
                }
                catch (SqliteException)
                {
                    // A constraint of the table.
                }
            }
        }

        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private string Next() => Path.Combine(folder, $"damaged-{_number++}");
}
