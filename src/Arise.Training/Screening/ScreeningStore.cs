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

    /// <summary>What is added to the name of a database that is written again.</summary>
    public const string NewEnding = ".vacuum";

    private readonly string _path;
    private readonly SqliteDatabase _database;
    private int _pending;
    private long _begun;
    private bool _isChanged;

    /// <summary>Opens a database, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the results depend on; the same as before.</param>
    /// <param name="isPart">Whether it is a part of a screening.</param>
    /// <exception cref="ScreeningException">It is of other settings, damaged, or of another program.</exception>
    public ScreeningStore(string path, IReadOnlyList<(string Name, string Value)> settings, bool isPart = false)
    {
        _path = path;
        _database = ScreeningSchema.Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            ScreeningSchema.Require(path, _database, orEmpty: true);
            _isChanged = _database.Value("PRAGMA journal_mode") is "wal" || File.Exists(path + NewEnding);
            if (_isChanged)
                Journal();
            if (_database.Value("SELECT count(*) FROM sqlite_master") is 0L)
                Create(settings);
            if (isPart)
                _database.Execute(ScreeningSchema.CreatePart);
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
    public void Add(ScreeningEntry entry, long result) =>
        Add(entry.Source, entry.Frame, entry.Structure?.Name, result);

    /// <summary>Writes why an entry has no result; what it had before goes.</summary>
    public void Add(ScreeningEntry entry, string reason) => Add(entry.Source, entry.Frame, reason);

    /// <summary>Whether a part has what became of an entry.</summary>
    public bool HasEntry(long number) =>
        _database.Value("SELECT 1 FROM part WHERE number = $number", ("$number", number)) is not null;

    /// <summary>Writes into a part what became of an entry: the hash of its structure, or why there is none.</summary>
    public void AddToPart(long number, ScreeningEntry entry, byte[]? content, string? reason)
    {
        Begin();
        _database.Execute(
            "INSERT INTO part VALUES ($number, $source, $frame, $name, $content, $reason)",
            ("$number", number),
            ("$source", entry.Source),
            ("$frame", entry.Frame),
            ("$name", entry.Structure?.Name),
            ("$content", content),
            ("$reason", reason));
        End();
    }

    /// <summary>Writes the next entry of a part, as if it had been classified here.</summary>
    public void Take(ScreeningPartEntry entry, SqliteDatabase part)
    {
        if (entry.Content is not { } content)
        {
            Add(entry.Source, entry.Frame, entry.Reason ?? "");
            return;
        }

        long? known = ResultOf(content);
        if (known is null)
        {
            Begin();
            foreach (SqliteDataReader row in part.Rows(
                $"SELECT {string.Join(", ", ScreeningSchema.ResultColumns)} FROM results WHERE content = $content",
                ("$content", content)))
            {
                _database.Execute(
                    ScreeningSchema.InsertResult,
                    [.. ScreeningSchema.ResultColumns.Select((column, k) => ("$" + column, (object?)row.GetValue(k)))]);
                known = _database.LastRow();
            }
        }

        Add(entry.Source, entry.Frame, entry.Name, known ?? throw new ScreeningException(
            _path, $"the result of {entry.Source}, frame {entry.Frame} is missing in its part."));
    }

    /// <summary>Keeps what has been written so far, whatever happens to the program afterwards.</summary>
    public void Commit()
    {
        if (_pending > 0)
            _database.Execute("COMMIT");
        _pending = 0;
    }

    /// <summary>
    /// Ends a complete run: everything is in the one file, which needs no companion to be read. It is written again in
    /// the order of its rows, so that its bytes do not tell in how many steps it came about.
    /// </summary>
    public void Complete()
    {
        Commit();

        if (!_isChanged)
            return;

        // The empty file says from here on that there is something to do.
        string next = _path + NewEnding;
        File.WriteAllBytes(next, []);
        _database.Execute("PRAGMA journal_mode = DELETE");

        // The one number of the file that counts how often it was written again.
        _database.Execute("PRAGMA schema_version = 1");
        _database.Execute("VACUUM INTO $next", ("$next", next));
        _database.Dispose();
        File.Move(next, _path, overwrite: true);
    }

    /// <summary>Ends a complete part.</summary>
    public void CompletePart()
    {
        Commit();
        _database.Execute("PRAGMA journal_mode = DELETE");
    }

    /// <summary>Closes the file; what was not kept is given up.</summary>
    public void Dispose() => _database.Dispose();

    // A database that nothing is written to stays as it is, byte for byte.
    private void Journal()
    {
        _database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        _isChanged = true;
    }

    private void Create(IReadOnlyList<(string Name, string Value)> settings)
    {
        Journal();
        _database.Execute("BEGIN IMMEDIATE");
        _database.Execute(ScreeningSchema.Create);
        foreach ((string name, string value) in settings)
            _database.Execute("INSERT INTO screening VALUES ($name, $value)", ("$name", name), ("$value", value));
        _database.Execute("COMMIT");
    }

    private void Add(string source, int frame, string? name, long result)
    {
        Begin();
        _database.Execute(
            "INSERT OR REPLACE INTO entries VALUES ($source, $frame, $name, $result)",
            ("$source", source),
            ("$frame", frame),
            ("$name", name),
            ("$result", result));
        _database.Execute(
            "DELETE FROM problems WHERE source = $source AND frame = $frame", ("$source", source), ("$frame", frame));
        End();
    }

    private void Add(string source, int frame, string reason)
    {
        Begin();
        _database.Execute(
            "INSERT OR REPLACE INTO problems VALUES ($source, $frame, $reason)",
            ("$source", source),
            ("$frame", frame),
            ("$reason", reason));
        _database.Execute(
            "DELETE FROM entries WHERE source = $source AND frame = $frame", ("$source", source), ("$frame", frame));
        End();
    }

    private void Begin()
    {
        if (_pending++ > 0)
            return;
        if (!_isChanged)
            Journal();
        _begun = Stopwatch.GetTimestamp();
        _database.Execute("BEGIN IMMEDIATE");
    }

    private void End()
    {
        if (_pending >= MostPending || Stopwatch.GetElapsedTime(_begun) > LongestPending)
            Commit();
    }
}
