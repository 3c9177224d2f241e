using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>What became of one entry, as a part of a screening has it.</summary>
/// <param name="Number">Its number in the whole run, from 0.</param>
/// <param name="Source">File it comes from.</param>
/// <param name="Frame">Number of the frame in the source.</param>
/// <param name="Name">What the file calls it.</param>
/// <param name="Content">The hash of its structure, which has a result in the part; null where there is none.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record ScreeningPartEntry(
    long Number, string Source, int Frame, string? Name, byte[]? Content, string? Reason)
{
    /// <summary>Asks for all entries of a part, by their numbers.</summary>
    public const string Query = "SELECT number, source, frame, name, content, reason FROM part ORDER BY number";

    /// <summary>The entry in a row of <see cref="Query"/>.</summary>
    public static ScreeningPartEntry Of(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt32(2), Text(row, 3),
        row.IsDBNull(4) ? null : (byte[])row.GetValue(4), Text(row, 5));

    private static string? Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
