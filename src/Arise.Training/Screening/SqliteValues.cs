using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>
/// Values of a row, read without trust: SQLite keeps anything in any column, and another program may have written
/// there. What is not of its kind throws <see cref="InvalidDataException"/> with the column.
/// </summary>
internal static class SqliteValues
{
    /// <summary>A text.</summary>
    public static string Text(this SqliteDataReader row, int column) =>
        TextOrNull(row, column) ?? throw Damaged(row, column, "text");

    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        string text => text,
        DBNull => null,
        _ => throw Damaged(row, column, "text"),
    };

    /// <summary>A real number.</summary>
    public static double Real(this SqliteDataReader row, int column) =>
        RealOrNull(row, column) ?? throw Damaged(row, column, "number");

    /// <summary>A real number, or null.</summary>
    public static double? RealOrNull(this SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        double value => value,
        long value => value,
        DBNull => null,
        _ => throw Damaged(row, column, "number"),
    };

    /// <summary>A whole number from 0.</summary>
    public static int Whole(this SqliteDataReader row, int column) =>
        WholeOrNull(row, column) ?? throw Damaged(row, column, "whole number");

    /// <summary>A whole number from 0, or null.</summary>
    public static int? WholeOrNull(this SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        long value and >= 0 and <= int.MaxValue => (int)value,
        DBNull => null,
        _ => throw Damaged(row, column, "whole number"),
    };

    /// <summary>Bytes.</summary>
    public static byte[] Bytes(this SqliteDataReader row, int column) =>
        row.GetValue(column) as byte[] ?? throw Damaged(row, column, "blob");

    private static InvalidDataException Damaged(SqliteDataReader row, int column, string kind) =>
        new($"'{row.GetName(column)}' is no {kind}");
}
