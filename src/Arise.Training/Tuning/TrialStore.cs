using System.Text.Json;
using Arise.Databases;
using Arise.Networks.Models;
using Arise.Training;
using Microsoft.Data.Sqlite;

namespace Arise.Tuning;

/// <summary>
/// The trials of a search in one SQLite file, which any SQLite program opens. Tables: <c>study</c> (name, value; among
/// them the settings as JSON), <c>trials</c> (number, state, point and settings as JSON, accuracy, best_epoch,
/// epochs, seconds, robust_accuracy, robust_confidence) and <c>epochs</c> (trial, epoch, loss, training_accuracy,
/// validation_loss, validation_accuracy). What is written stays, whatever happens to the program afterwards.
/// </summary>
internal sealed class TrialStore : IDisposable
{
    private const string FormatVersion = "1";
    private readonly SqliteDatabase _database;
    private readonly string _path;
    private readonly TuningSettings _settings;
    private readonly Lock _gate = new();

    private TrialStore(string path, TuningSettings settings)
    {
        (_path, _settings) = (path, settings);
        _database = new SqliteDatabase(
            path, SqliteOpenMode.ReadWriteCreate, (problem, cause) => new TuningException(path, problem, cause));
    }

    /// <summary>Opens the database, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">
    /// The settings; the number of trials may be another than before, everything else must be the same.
    /// </param>
    /// <param name="dataDigest">SHA-256 of the training set.</param>
    /// <exception cref="TuningException">The file is damaged or belongs to another search.</exception>
    public static TrialStore Open(string path, TuningSettings settings, string dataDigest)
    {
        var store = new TrialStore(path, settings with { Trials = 1 });
        try
        {
            store.Prepare(dataDigest);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>All trials so far, in their order.</summary>
    /// <exception cref="TuningException">A row is not what this search wrote.</exception>
    public List<Trial> Read()
    {
        int count = 0;
        return Query(
            "SELECT t.number AS number, t.point AS point, t.settings AS settings, t.state AS state, "
            + "max(e.validation_accuracy) AS validation_accuracy, t.best_epoch AS best_epoch, "
            + "count(e.epoch) AS epochs, t.seconds AS seconds, t.robust_accuracy AS robust_accuracy, "
            + "t.robust_confidence AS robust_confidence FROM trials t LEFT JOIN epochs e ON e.trial = t.number "
            + "GROUP BY t.number ORDER BY t.number",
            row => Read(row, count++));
    }

    /// <summary>Adds a trial that is about to begin.</summary>
    public void Add(Trial trial) => Execute(
        "INSERT INTO trials VALUES ($number, $state, $point, $settings, 0, 0, NULL, NULL)",
        ("$number", trial.Number),
        ("$state", Text(trial.State)),
        ("$point", JsonSerializer.Serialize([.. trial.Point], TuningJson.Default.DoubleArray)),
        ("$settings", JsonSerializer.Serialize(trial.Settings, TuningJson.Default.TrainingSettings)));

    /// <summary>Adds an epoch of a trial, or writes it again.</summary>
    public void Add(int trial, EpochResult epoch, int bestEpoch, TimeSpan duration) => Execute(
        "INSERT OR REPLACE INTO epochs VALUES ($trial, $epoch, $loss, $training, $validationLoss, $validation); "
        + "UPDATE trials SET best_epoch = $best, seconds = $seconds WHERE number = $trial",
        ("$trial", trial),
        ("$epoch", epoch.Epoch),
        ("$loss", epoch.Loss),
        ("$training", epoch.TrainingAccuracy),
        ("$validationLoss", epoch.ValidationLoss),
        ("$validation", epoch.ValidationAccuracy),
        ("$best", bestEpoch),
        ("$seconds", duration.TotalSeconds));

    /// <summary>Says how a trial ended.</summary>
    public void End(int trial, TrialState state) => Execute(
        "UPDATE trials SET state = $state WHERE number = $trial", ("$trial", trial), ("$state", Text(state)));

    /// <summary>Says how a trial does on mildly defective structures.</summary>
    public void Add(int trial, double robustAccuracy, double robustConfidence) => Execute(
        "UPDATE trials SET robust_accuracy = $accuracy, robust_confidence = $confidence WHERE number = $trial",
        ("$trial", trial),
        ("$accuracy", robustAccuracy),
        ("$confidence", robustConfidence));

    /// <summary>
    /// The best validation accuracies that the trials up to <paramref name="lastTrial"/> had reached by an epoch, of
    /// those that came so far.
    /// </summary>
    public List<double> AccuraciesBy(int epoch, int lastTrial) => Query(
        "SELECT max(validation_accuracy) AS validation_accuracy FROM epochs WHERE epoch <= $epoch AND trial <= $last "
        + "GROUP BY trial HAVING max(epoch) = $epoch",
        row => row.Real(0, 0, 1),
        ("$epoch", epoch),
        ("$last", lastTrial));

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    /// <summary>What the database calls a state.</summary>
    internal static string Text(TrialState state) => state.ToString().ToLowerInvariant();

    private Trial Read(TrialRow row, int number)
    {
        const double longest = 1e9;
        double[] point = row.Json(1, TuningJson.Default.DoubleArray);
        TrainingSettings settings = row.Json(2, TuningJson.Default.TrainingSettings);
        if (row.Whole(0, 0) != number)
            throw row.Error(0, $"does not follow on trial {number - 1}");
        if (!_settings.Space.Contains(point))
            throw row.Error(1, "is no point of the space that is searched");
        if (settings.HiddenSizes.IsDefault || Json(settings) != Json(_settings.Space.At(point, _settings.Training)))
            throw row.Error(2, "are not the settings at the point of the trial");
        var trial = new Trial(number, settings)
        {
            State = row.State(3),
            Accuracy = row.RealOrNull(4, 0, 1),
            BestEpoch = row.Whole(5, 0, settings.Epochs),
            Epochs = row.Whole(6, 0, settings.Epochs),
            Duration = TimeSpan.FromSeconds(row.Real(7, 0, longest)),
            RobustAccuracy = row.RealOrNull(8, 0, 1),
            RobustConfidence = row.RealOrNull(9, 0, 1),
            Point = [.. point],
        };
        bool needsAccuracy = trial.State is TrialState.Complete or TrialState.Pruned;
        return needsAccuracy && trial.Accuracy is null
            ? throw row.Error(4, "is missing, though the trial has ended")
            : trial;
    }

    private static string Json(TrainingSettings settings) =>
        JsonSerializer.Serialize(settings, TuningJson.Default.TrainingSettings);

    private void Prepare(string digest)
    {
        // Before anything is written: the database may be that of another program.
        List<string> tables = Query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", row => row.Text(0));
        if (tables.Count > 0 && !tables.Contains("study"))
        {
            throw new TuningException(
                _path, $"this database holds other tables ({string.Join(", ", tables.Take(3))}); name another file.");
        }

        Execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
            + "CREATE TABLE IF NOT EXISTS study (name TEXT PRIMARY KEY, value TEXT NOT NULL); "
            + "CREATE TABLE IF NOT EXISTS trials (number INTEGER PRIMARY KEY, state TEXT NOT NULL, "
            + "point TEXT NOT NULL, settings TEXT NOT NULL, best_epoch INTEGER NOT NULL, seconds REAL NOT NULL, "
            + "robust_accuracy REAL, robust_confidence REAL); "
            + "CREATE TABLE IF NOT EXISTS epochs (trial INTEGER, epoch INTEGER, loss REAL, training_accuracy REAL, "
            + "validation_loss REAL, validation_accuracy REAL, PRIMARY KEY (trial, epoch))");
        Require("format_version", FormatVersion, "was written by another version of this program");
        Require("data_digest", digest, "belongs to another training set");
        Require(
            "settings",
            JsonSerializer.Serialize(_settings, TuningJson.Default.TuningSettings),
            "was made with other settings (epochs, decay, seed, space or number of parallel trials)");
    }

    private void Require(string name, string value, string otherwise)
    {
        Execute("INSERT OR IGNORE INTO study VALUES ($name, $value)", ("$name", name), ("$value", value));
        List<string> found =
            Query("SELECT value FROM study WHERE name = $name", row => row.Text(0), ("$name", name));
        if (found is not [{ } text] || text != value)
            throw new TuningException(_path, $"this database of trials {otherwise}; name another file.");
    }

    private void Execute(string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (_gate)
            _database.Execute(text, parameters);
    }

    private List<T> Query<T>(
        string text, Func<TrialRow, T> read, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        lock (_gate)
            return [.. _database.Rows(text, parameters).Select(row => read(new TrialRow(_path, row)))];
    }
}
