using System.Diagnostics;
using Arise.Databases;
using Arise.Recognition;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>
/// Writes a database of screened structures: one writer, transactions of many entries, so that a killed run leaves
/// whole entries only. Results stand in the order in which they come.
/// </summary>
internal sealed class ScreeningStore : IDisposable
{
    private const int MostPending = 512;
    private static readonly TimeSpan LongestPending = TimeSpan.FromSeconds(1);

    private readonly SqliteDatabase _database;
    private int _pending;
    private long _begun;

    /// <summary>Opens a database, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the results depend on; the same as before.</param>
    /// <exception cref="ScreeningException">It is of other settings, damaged, or of another program.</exception>
    public ScreeningStore(string path, IReadOnlyList<(string Name, string Value)> settings)
    {
        _database = ScreeningSchema.Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            ScreeningSchema.Require(path, _database, orEmpty: true);
            _database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            if (_database.Value("SELECT count(*) FROM sqlite_master") is 0L)
                Create(settings);
            ScreeningSchema.RequireSettings(path, _database, settings);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>The hash of the structure that an entry has in the database, or null.</summary>
    public byte[]? ContentOf(ScreeningEntry entry) => _database.Value(
        "SELECT content FROM entries JOIN results ON id = result WHERE source = $source AND frame = $frame",
        ("$source", entry.Source),
        ("$frame", entry.Frame)) as byte[];

    /// <summary>The number of the result of a structure, or null.</summary>
    public long? ResultOf(byte[] content) =>
        _database.Value("SELECT id FROM results WHERE content = $content", ("$content", content)) as long?;

    /// <summary>Writes a result, if no structure with these bytes has one, and returns its number.</summary>
    public long Add(byte[] content, ScreeningResult result)
    {
        if (ResultOf(content) is { } number)
            return number;
        Begin();
        Classification answer = result.Answer;
        Candidate best = answer.Candidates[0];
        Candidate? second = answer.Candidates.ElementAtOrDefault(1);
        _database.Execute(
            ScreeningSchema.InsertResult,
            ("$content", content),
            ("$formula", result.Structure.Formula()),
            ("$reduced_formula", result.ReducedFormula()),
            ("$elements", result.Elements()),
            ("$species", result.Structure.DistinctSpecies().Length),
            ("$atoms", result.Structure.Count),
            ("$periodicity", result.Structure.Periodicity.ToString()),
            ("$label", best.Label),
            ("$class", best.Name),
            ("$probability", best.Probability),
            ("$second_label", second?.Label),
            ("$second_probability", second?.Probability),
            ("$verdict", VerdictWords.Of(answer.Verdict)),
            ("$answer", answer.Answer),
            ("$novelty", answer.Novelty),
            ("$mutual_information", answer.MutualInformation),
            ("$predictive_entropy", answer.PredictiveEntropy),
            ("$distance", double.IsNaN(answer.Distances.Shortest) ? null : answer.Distances.Shortest),
            ("$passes", answer.Prediction.Passes),
            ("$space_group", result.SpaceGroup?.Number),
            ("$space_group_symbol", result.SpaceGroup?.Symbol),
            ("$descriptor", result.Descriptor()),
            ("$structure", result.Packed));
        return _database.LastRow();
    }

    /// <summary>Writes an entry; what it had before goes.</summary>
    public void Add(ScreeningEntry entry, long result)
    {
        Begin();
        _database.Execute(
            "INSERT OR REPLACE INTO entries VALUES ($source, $frame, $name, $result)",
            ("$source", entry.Source),
            ("$frame", entry.Frame),
            ("$name", entry.Structure?.Name),
            ("$result", result));
        _database.Execute(
            "DELETE FROM problems WHERE source = $source AND frame = $frame",
            ("$source", entry.Source),
            ("$frame", entry.Frame));
        End();
    }

    /// <summary>Writes why an entry has no result; what it had before goes.</summary>
    public void Add(ScreeningEntry entry, string reason)
    {
        Begin();
        _database.Execute(
            "INSERT OR REPLACE INTO problems VALUES ($source, $frame, $reason)",
            ("$source", entry.Source),
            ("$frame", entry.Frame),
            ("$reason", reason));
        _database.Execute(
            "DELETE FROM entries WHERE source = $source AND frame = $frame",
            ("$source", entry.Source),
            ("$frame", entry.Frame));
        End();
    }

    /// <summary>Keeps what has been written so far, whatever happens to the program afterwards.</summary>
    public void Commit()
    {
        if (_pending > 0)
            _database.Execute("COMMIT");
        _pending = 0;
    }

    /// <summary>Ends a complete run: everything is in the one file, which needs no companion to be read.</summary>
    public void Complete()
    {
        Commit();
        _database.Execute("PRAGMA journal_mode = DELETE");
    }

    /// <summary>Closes the file; what was not kept is given up.</summary>
    public void Dispose() => _database.Dispose();

    private void Create(IReadOnlyList<(string Name, string Value)> settings)
    {
        _database.Execute("BEGIN IMMEDIATE");
        _database.Execute(ScreeningSchema.Create);
        foreach ((string name, string value) in settings)
            _database.Execute("INSERT INTO screening VALUES ($name, $value)", ("$name", name), ("$value", value));
        _database.Execute("COMMIT");
    }

    private void Begin()
    {
        if (_pending++ > 0)
            return;
        _begun = Stopwatch.GetTimestamp();
        _database.Execute("BEGIN IMMEDIATE");
    }

    private void End()
    {
        if (_pending >= MostPending || Stopwatch.GetElapsedTime(_begun) > LongestPending)
            Commit();
    }
}
