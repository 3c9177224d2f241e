using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;

namespace Arise.Tuning;

/// <summary>
/// A row of the database of trials, read without trust: SQLite keeps anything in any column, and another program may
/// have written there.
/// </summary>
/// <param name="path">The database.</param>
/// <param name="row">The row.</param>
internal sealed class TrialRow(string path, SqliteDataReader row)
{
    /// <summary>A whole number.</summary>
    /// <exception cref="TuningException">It is none, or out of range.</exception>
    public int Whole(int column, int low, int high = int.MaxValue) =>
        row.GetValue(column) is long value && value >= low && value <= high
            ? (int)value
            : throw Error(column, $"is not a whole number from {low} to {high}");

    /// <summary>A finite number.</summary>
    /// <exception cref="TuningException">It is none, or out of range.</exception>
    public double Real(int column, double low, double high) => row.GetValue(column) switch
    {
        double value when value >= low && value <= high => value,
        long value when value >= low && value <= high => value,
        _ => throw Error(column, string.Create(CultureInfo.InvariantCulture, $"is not a number from {low} to {high}")),
    };

    /// <summary>The same, or null.</summary>
    /// <exception cref="TuningException">It is neither.</exception>
    public double? RealOrNull(int column, double low, double high) =>
        row.IsDBNull(column) ? null : Real(column, low, high);

    /// <summary>A text.</summary>
    /// <exception cref="TuningException">It is none.</exception>
    public string Text(int column) => row.GetValue(column) as string ?? throw Error(column, "is not a text");

    /// <summary>A value in JSON.</summary>
    /// <exception cref="TuningException">It is none.</exception>
    public T Json<T>(int column, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Text(column), type) ?? throw Error(column, "is nothing");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Error(column, "is damaged JSON", error);
        }
    }

    /// <summary>The state of a trial.</summary>
    /// <exception cref="TuningException">It is none.</exception>
    public TrialState State(int column)
    {
        string text = Text(column);
        foreach (TrialState state in Enum.GetValues<TrialState>())
        {
            if (TrialStore.Text(state) == text)
                return state;
        }

        throw Error(column, "is no state of a trial");
    }

    /// <summary>An error that names database, column and row.</summary>
    public TuningException Error(int column, string problem, Exception? cause = null) => new(
        path,
        $"the database of trials is damaged: '{row.GetName(column)}' of the row that begins with "
        + $"'{row.GetValue(0)}' {problem}; name another file.",
        cause);
}
