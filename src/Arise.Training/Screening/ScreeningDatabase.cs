using System.Collections.Immutable;
using System.Globalization;
using Arise.Databases;
using Arise.Embedding;
using Arise.Files;
using Arise.Structures;
using Arise.Structures.Formats;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>
/// A database of screened structures, to be asked and exported. Conditions are texts such as
/// <c>class=fcc probability>=0.9 elements=Cu,Au source=*slab*</c>: all must hold. Rows come in the order of source and
/// frame.
/// </summary>
/// <example>
/// <code>
/// using var database = new ScreeningDatabase("results.db");
/// foreach (ScreeningRow row in database.Rows("verdict=none novelty>2"))
///     Console.WriteLine($"{row.Source} {row.Frame}: {row.Formula}");
/// </code>
/// </example>
public sealed class ScreeningDatabase : IDisposable
{
    private readonly string _path;
    private readonly SqliteDatabase _database;

    /// <summary>Opens a database to read it.</summary>
    /// <exception cref="ScreeningException">There is none, it is damaged, or of another program.</exception>
    public ScreeningDatabase(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new ScreeningException(path, "there is no such database.");
        (_path, _database) = (path, ScreeningSchema.Open(path, SqliteOpenMode.ReadOnly));
        try
        {
            ScreeningSchema.Require(path, _database);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is a database of screened structures.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path) => ScreeningSchema.IsOne(path);

    /// <summary>Whether a file begins as the tables (CSV) do that are written from such a database.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsTable(string path) => File.ReadLines(path).FirstOrDefault() is { } heading
        && (heading == ScreeningMap.Heading || heading.StartsWith(
            string.Join(',', ScreeningColumns.All.Take(5).Select(column => column.Name)), StringComparison.Ordinal));

    /// <summary>Number of rows.</summary>
    /// <param name="filter">Conditions; null for all.</param>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    public long Count(string? filter = null) =>
        Select("count(*)", Parse(filter), row => (long)row.Whole(0), order: "1").First();

    /// <summary>Rows, one at a time.</summary>
    /// <param name="filter">Conditions; null for all.</param>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">While enumerating: the database is damaged.</exception>
    public IEnumerable<ScreeningRow> Rows(string? filter = null) =>
        Select(ScreeningRow.Columns, Parse(filter), ScreeningRow.Of);

    /// <summary>The entries without a result, with the reason, in the order of source and frame.</summary>
    /// <exception cref="ScreeningException">While enumerating: the database is damaged.</exception>
    public IEnumerable<ScreeningEntry> Problems() => Guarded(
        _database.Rows("SELECT source, frame, reason FROM problems ORDER BY source, frame"),
        row => new ScreeningEntry(row.Text(0), row.Whole(1), null, row.Text(2)));

    /// <summary>How many structures are of each class and verdict, the most frequent first.</summary>
    /// <param name="filter">Conditions; null for all.</param>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    public IReadOnlyList<(string Class, string Verdict, long Count)> Classes(string? filter = null)
    {
        ScreeningFilter parsed = Parse(filter);
        return [.. Guarded(
            _database.Rows(
                "SELECT CASE verdict WHEN 'none' THEN 'none of the known types' ELSE class END AS class, verdict, "
                + $"count(*) AS number FROM structures WHERE {parsed.Condition} "
                + "GROUP BY 1, 2 ORDER BY number DESC, 1, 2",
                parsed.Parameters),
            row => (row.Text(0), row.Text(1), (long)row.Whole(2)))];
    }

    /// <summary>
    /// Groups of structures of one composition whose descriptors are alike, in the order of source and frame. Each
    /// group has a leader, and the others are not farther from it than asked; supercells and rotated copies have
    /// distance 0 up to rounding.
    /// </summary>
    /// <param name="distance">Largest Euclidean distance of a descriptor from that of the leader, above 0.</param>
    /// <param name="filter">Conditions; null for all.</param>
    /// <param name="progress">Is told how many different structures are done.</param>
    /// <param name="cancellation">Stops between structures.</param>
    /// <exception cref="ArgumentException">A condition cannot be read, or the distance is not above 0.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    /// <exception cref="MemoryBudgetException">The structures of one composition are too many.</exception>
    public IReadOnlyList<ScreeningDuplicate> Duplicates(
        double distance,
        string? filter = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Setting.Require(
            distance is > 0 and <= 2,
            "Distance",
            string.Create(CultureInfo.InvariantCulture, $"A distance of {distance}: above 0 and up to 2 is possible."));
        ScreeningFilter parsed = Parse(filter);
        Dictionary<long, (long Leader, float Distance)> groups = Leaders(distance, parsed, progress, cancellation);
        var counts = new Dictionary<long, int>();
        foreach (long result in Select("id", parsed, row => (long)row.Whole(0)))
            counts[groups[result].Leader] = counts.GetValueOrDefault(groups[result].Leader) + 1;
        var numbers = new Dictionary<long, int>();
        var found = new List<ScreeningDuplicate>();
        foreach ((ScreeningRow one, long result) in Select(
            $"{ScreeningRow.Columns}, id", parsed, row => (ScreeningRow.Of(row), (long)row.Whole(ScreeningRow.Count))))
        {
            (long leader, float apart) = groups[result];
            if (counts[leader] < 2)
                continue;
            if (!numbers.TryGetValue(leader, out int number))
                numbers.Add(leader, number = numbers.Count + 1);
            found.Add(new ScreeningDuplicate(number, apart, one));
        }

        return found;
    }

    /// <summary>
    /// A map of the structures by UMAP of their descriptors: writes the figure (.svg, .png, .pdf), colored by class and
    /// mutual information, and the table of coordinates (.csv).
    /// </summary>
    /// <param name="pathWithoutExtension">Where to; older files are replaced.</param>
    /// <param name="filter">Conditions; null for all.</param>
    /// <param name="settings">Settings of the embedding, of two components; the defaults when null.</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="progress">Is told how far the embedding has come.</param>
    /// <param name="cancellation">Stops between steps; nothing is written then.</param>
    /// <returns>Number of rows of the table.</returns>
    /// <exception cref="ArgumentException">A condition cannot be read, or a setting is out of range.</exception>
    /// <exception cref="ScreeningException">
    /// The database is damaged, or fewer than two different structures are chosen.
    /// </exception>
    /// <exception cref="MemoryBudgetException">The structures are too many.</exception>
    public long WriteMap(
        string pathWithoutExtension,
        string? filter = null,
        UmapSettings? settings = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathWithoutExtension);
        settings ??= new UmapSettings();
        settings.Validate();
        Setting.Require(settings.Components == 2, nameof(UmapSettings.Components), "A map has two components.");
        ScreeningFilter parsed = Parse(filter);
        long[] results = [.. Results(parsed).Select(one => one.Result)];
        if (results.Length < 2)
            throw new ScreeningException(_path, "a map needs at least two different structures; choose more rows.");
        (float[] vectors, int dimension) = ScreeningVectors.Read(_path, _database, results);
        ImmutableArray<float> places = Umap.Embed(vectors, dimension, settings, threads, progress, cancellation);
        var numbers = results.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        (ScreeningRow Row, float X, float Y)[] points = [.. Select(
            $"{ScreeningRow.Columns}, id",
            parsed,
            row => (Row: ScreeningRow.Of(row), Result: row.Whole(ScreeningRow.Count)))
            .Select(one => (one.Row, places[2 * numbers[one.Result]], places[(2 * numbers[one.Result]) + 1]))];
        ScreeningMap.WriteTable(pathWithoutExtension + ".csv", points);
        ScreeningMap.Of(points).WriteAll(pathWithoutExtension);
        return points.Length;
    }

    /// <summary>
    /// Writes rows as comma-separated values, a line per structure: the columns of the view, but no blobs.
    /// </summary>
    /// <param name="path">Where to; an older file is replaced when this one is complete.</param>
    /// <param name="filter">Conditions; null for all.</param>
    /// <param name="cancellation">Stops between rows; nothing is left then.</param>
    /// <returns>Number of rows.</returns>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    public long WriteCsv(string path, string? filter = null, CancellationToken cancellation = default) =>
        Write(path, filter, ScreeningTables.WriteCsv, cancellation);

    /// <summary>Writes the same columns as Apache Parquet.</summary>
    /// <inheritdoc cref="WriteCsv"/>
    public long WriteParquet(string path, string? filter = null, CancellationToken cancellation = default) =>
        Write(path, filter, ScreeningTables.WriteParquet, cancellation);

    /// <summary>
    /// Writes the structures as extended XYZ, a frame each, with source, frame, class and its numbers as properties.
    /// The atoms are those that were screened; their further columns and properties are not kept.
    /// </summary>
    /// <inheritdoc cref="WriteCsv"/>
    /// <exception cref="StructureFormatException">No row is chosen.</exception>
    public long WriteXyz(string path, string? filter = null, CancellationToken cancellation = default)
    {
        long count = 0;
        StructureFile.Write(path, Frames(), StructureFormat.ExtendedXyz);
        return count;

        IEnumerable<AtomicStructure> Frames()
        {
            foreach (AtomicStructure structure in Select(
                $"{ScreeningRow.Columns}, structure", Parse(filter), ScreeningRow.StructureOf))
            {
                cancellation.ThrowIfCancellationRequested();
                count++;
                yield return structure;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private long Write(
        string path,
        string? filter,
        Func<Stream, IEnumerable<SqliteDataReader>, long> write,
        CancellationToken cancellation)
    {
        ScreeningFilter parsed = Parse(filter);
        using FileLock hold = FileLock.OfFile(path);
        using var file = new ReplacingFile(path);
        try
        {
            long count = write(file.Stream, _database.Rows(Query(ScreeningColumns.Selected, parsed), parsed.Parameters)
                .Select(row =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return row;
                }));
            file.Commit();
            return count;
        }
        catch (Exception damage) when (damage is InvalidDataException or SqliteException)
        {
            throw Damaged(damage);
        }
    }

    // The leader of each different structure. Which one leads does not depend on the order in which they came.
    private Dictionary<long, (long Leader, float Distance)> Leaders(
        double distance, ScreeningFilter filter, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (string Formula, long Result)[] results = [.. Results(filter)];
        var leaders = new Dictionary<long, (long Leader, float Distance)>(results.Length);
        foreach (IGrouping<string, (string Formula, long Result)> alike in results.GroupBy(one => one.Formula))
        {
            long[] members = [.. alike.Select(one => one.Result)];
            progress?.Report(new WorkProgress("near-duplicates", leaders.Count, results.Length));
            (float[] vectors, int dimension) = ScreeningVectors.Read(_path, _database, members);
            foreach ((int k, (int leader, float apart)) in
                NearDuplicates.Find(vectors, dimension, distance, cancellation).Index())
                leaders.Add(members[k], (members[leader], apart));
        }

        return leaders;
    }

    // The different structures by composition and content.
    private IEnumerable<(string Formula, long Result)> Results(ScreeningFilter filter) => Guarded(
        _database.Rows(
            "SELECT reduced_formula, id FROM results WHERE id IN "
            + $"(SELECT id FROM structures WHERE {filter.Condition}) ORDER BY reduced_formula, content",
            filter.Parameters),
        row => (row.Text(0), (long)row.Whole(1)));

    private static string Query(string columns, ScreeningFilter filter, string order = "source, frame") =>
        $"SELECT {columns} FROM structures WHERE {filter.Condition} ORDER BY {order}";

    private IEnumerable<T> Select<T>(
        string columns, ScreeningFilter filter, Func<SqliteDataReader, T> read, string order = "source, frame") =>
        Guarded(_database.Rows(Query(columns, filter, order), filter.Parameters), read);

    private ScreeningFilter Parse(string? filter) => ScreeningFilter.Parse(
        filter,
        string.IsNullOrWhiteSpace(filter)
            ? []
            : [.. Guarded(_database.Rows("SELECT DISTINCT label FROM results"), row => row.Text(0))]);

    private IEnumerable<T> Guarded<T>(IEnumerable<SqliteDataReader> rows, Func<SqliteDataReader, T> read)
    {
        foreach (SqliteDataReader row in rows)
        {
            T item;
            try
            {
                item = read(row);
            }
            catch (Exception damage) when (damage is InvalidDataException or SqliteException)
            {
                throw Damaged(damage);
            }

            yield return item;
        }
    }

    private ScreeningException Damaged(Exception damage) => new(
        _path, $"a row of the database is damaged: {damage.Message}; screen into another one.", damage);
}
