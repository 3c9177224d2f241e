using Arise.Baselines.SpaceGroups;
using Arise.Databases;
using Arise.Files;
using Arise.Mapping;
using Arise.Recognition;
using Arise.Sharding;
using Arise.Structures;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>
/// Classifies very many structures into a database (SQLite), in their order, with little memory: the structures are
/// read one at a time, classified side by side, and written by one writer. Whatever stands in the database already is
/// not classified again, so that the same call goes on after an interruption, and a structure that several sources
/// have, atom by atom, has one result. The tables are the same for any number of threads and interruptions.
/// </summary>
/// <example>
/// <code>
/// var screener = new Screener(StructureClassifier.Default, "arise-families");
/// screener.Run("results.db", files.SelectMany(file => StructureFile.Read(file)
///     .Select((structure, k) => new ScreeningEntry(file, k + 1, structure))));
/// </code>
/// </example>
public sealed class Screener
{
    private const int MostTogether = 16;
    private const int MostAtomsTogether = 1024;

    private readonly StructureClassifier _classifier;
    private readonly string _modelName;
    private readonly ScreeningSettings _settings;

    /// <summary>A screener with a model.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="modelName">What the model is called; kept for people, the weights are what counts.</param>
    /// <param name="settings">The defaults when omitted.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public Screener(StructureClassifier classifier, string modelName, ScreeningSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentException.ThrowIfNullOrEmpty(modelName);
        (_classifier, _modelName, _settings) = (classifier, modelName, settings ?? new ScreeningSettings());
        _settings.Validate();
    }

    /// <summary>Adds a database to the paths of a run: it is created, or gone on with.</summary>
    public static RunPaths AddPaths(RunPaths paths, string database)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths
            .WritesOver(database, "the database of results", file => ScreeningSchema.IsOne(file, orEmpty: true))
            .WritesOver(database + "-wal", "the journal of the database", _ => true)
            .WritesOver(database + "-shm", "the journal of the database", _ => true)
            .WritesOver(database + ScreeningStore.NewEnding, "the database in order", _ => true);
    }

    /// <summary>Screens entries.</summary>
    /// <param name="database">The file; it is created, or gone on with.</param>
    /// <param name="entries">What to screen; of two with the same source and frame the later one counts.</param>
    /// <param name="progress">Is told how many entries are done; the total is 0, as nobody knows it.</param>
    /// <param name="cancellation">Ends the run; what is done stays.</param>
    /// <exception cref="ScreeningException">The database is of other settings, damaged, or no such one.</exception>
    /// <exception cref="SpglibException">Space groups are asked for, and spglib is not installed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public ScreeningCounts Run(
        string database,
        IEnumerable<ScreeningEntry> entries,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        ArgumentNullException.ThrowIfNull(entries);
        if (_settings.SpaceGroupTolerance is not null)
            _ = Spglib.Version;
        using FileLock hold = FileLock.OfFile(database);
        using var store = new ScreeningStore(database, Describe());
        ScreeningCounts counts = Screen(store, Prepare(entries, store), Write, progress, cancellation);
        store.Complete();
        return counts;
    }

    /// <summary>Screens the entries of one shard, 16 after 16 in turn, or those of them that are left to do.</summary>
    /// <param name="part">Where the results go.</param>
    /// <param name="shard">Which of the entries.</param>
    /// <param name="entries">All entries of the run, in their order.</param>
    /// <param name="progress">Is told how many entries are done.</param>
    /// <param name="cancellation">Ends the run; what is done stays, and the same call goes on.</param>
    /// <exception cref="ScreeningException">The part is of other settings, or damaged.</exception>
    /// <exception cref="SpglibException">Space groups are asked for, and spglib is not installed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public ScreeningCounts RunPart(
        Part part,
        Shard shard,
        IEnumerable<ScreeningEntry> entries,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(entries);
        if (_settings.SpaceGroupTolerance is not null)
            _ = Spglib.Version;
        using var store = new ScreeningStore(part.StatePath, Describe(), isPart: true);
        ScreeningCounts counts = Screen(store, PrepareOwn(), WriteToPart, progress, cancellation);
        store.CompletePart();
        part.Complete();
        return counts;

        IEnumerable<Work> PrepareOwn()
        {
            long number = -1;
            foreach (ScreeningEntry entry in entries)
            {
                number++;
                if (shard.Takes(number / MostTogether) && !store.HasEntry(number))
                    yield return Prepare(entry, store) with { Number = number };
            }
        }
    }

    /// <summary>
    /// Puts parts together into a database: the same bytes as if <see cref="Run"/> had written it.
    /// </summary>
    /// <param name="database">The file; it is created, or gone on with.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="progress">Is told how many entries are done.</param>
    /// <param name="cancellation">Ends the run; the same call goes on.</param>
    /// <returns>How many entries there are.</returns>
    /// <exception cref="ScreeningException">The database or a part is of other settings, or damaged.</exception>
    /// <exception cref="ShardException">Entries are missing.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public long Merge(
        string database,
        PartSet parts,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        ArgumentNullException.ThrowIfNull(parts);
        using FileLock hold = FileLock.OfFile(database);
        using var store = new ScreeningStore(database, Describe());
        var opened = new List<SqliteDatabase>();
        var entries = new List<IEnumerator<ScreeningPartEntry>>();
        try
        {
            foreach (string file in parts.States)
            {
                opened.Add(ScreeningSchema.Open(file, SqliteOpenMode.ReadOnly));
                ScreeningSchema.RequireSettings(file, opened[^1], Describe());
                entries.Add(opened[^1].Rows(ScreeningPartEntry.Query).Select(ScreeningPartEntry.Of).GetEnumerator());
            }

            bool[] hasNext = [.. entries.Select(part => part.MoveNext())];
            long number = 0;
            for (; Array.Exists(hasNext, one => one); number++)
            {
                cancellation.ThrowIfCancellationRequested();
                int k = (int)(number / MostTogether % entries.Count);
                if (!hasNext[k] || entries[k].Current.Number != number)
                {
                    throw new ShardException(
                        parts.Folders[k], $"entry {number + 1} is missing; remove the part and make it again.");
                }

                store.Take(entries[k].Current, opened[k]);
                hasNext[k] = entries[k].MoveNext();
                progress?.Report(new WorkProgress("structures", number + 1, 0));
            }

            store.Complete();
            return number;
        }
        finally
        {
            entries.ForEach(part => part.Dispose());
            opened.ForEach(part => part.Dispose());
        }
    }

    private ScreeningCounts Screen(
        ScreeningStore store,
        IEnumerable<Work> works,
        Func<ScreeningStore, Work, ScreeningCounts, ScreeningCounts> write,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        var counts = new ScreeningCounts(0, 0, 0, 0);
        try
        {
            foreach (Work done in LookAhead.Select(
                Batches(works), Classify, _settings.Prediction.Threads, cancellation).SelectMany(batch => batch))
            {
                counts = write(store, done, counts);
                progress?.Report(new WorkProgress("structures", counts.Total, 0));
            }
        }
        catch (Exception error) when (error is not ScreeningException)
        {
            store.Commit();
            throw;
        }

        return counts;
    }

    // One entry on its way; what it needs is found out when it is read.
    private sealed record Work(ScreeningEntry Entry, byte[] Bytes, byte[] Hash)
    {
        public long Number { get; init; }

        public bool IsPresent { get; init; }

        public bool IsRepeated { get; init; }

        public ScreeningResult? Result { get; init; }

        public string? Problem { get; init; }

        public bool IsOpen => !IsPresent && !IsRepeated && Problem is null;
    }

    private (string Name, string Value)[] Describe() =>
    [
        ("format_version", ScreeningSchema.Version),
        (ScreeningSchema.ModelName, _modelName),
        (ScreeningSchema.ModelDigest, MapDigest.Of(_classifier.Network)),
        .. _settings.Describe(),
    ];

    // On the thread that writes: the database is asked before a structure is classified.
    private static IEnumerable<Work> Prepare(IEnumerable<ScreeningEntry> entries, ScreeningStore store) =>
        entries.Select(entry => Prepare(entry, store));

    private static Work Prepare(ScreeningEntry entry, ScreeningStore store)
    {
        if (entry.Structure is not { } structure)
            return new Work(entry, [], []) { Problem = entry.Problem ?? "there is no structure" };
        if (structure.Count > StructureContent.MostAtoms)
        {
            return new Work(entry, [], [])
            {
                Problem = $"a structure of {structure.Count} atoms does not fit into a row of the database; at "
                    + $"most {StructureContent.MostAtoms} do.",
            };
        }

        byte[] bytes = StructureContent.Of(structure), hash = StructureContent.Hash(bytes);
        bool isPresent = store.ContentOf(entry) is { } present && present.AsSpan().SequenceEqual(hash);
        return new Work(entry, bytes, hash)
        {
            IsPresent = isPresent, IsRepeated = !isPresent && store.ResultOf(hash) is not null,
        };
    }

    // Small structures are classified together, large ones alone.
    private static IEnumerable<Work[]> Batches(IEnumerable<Work> works)
    {
        var batch = new List<Work>(MostTogether);
        int atoms = 0;
        foreach (Work work in works)
        {
            batch.Add(work);
            atoms += work.Entry.Structure?.Count ?? 0;
            if (batch.Count < MostTogether && atoms < MostAtomsTogether)
                continue;
            yield return [.. batch];
            batch.Clear();
            atoms = 0;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    private Work[] Classify(Work[] batch)
    {
        Work[] open = [.. batch.Where(work => work.IsOpen)];
        (Classification? Result, AriseException? Error)[] answers = _classifier.ClassifyTogether(
            [.. open.Select(work => _settings.OneSpecies
                ? work.Entry.Structure!.AsOneSpecies()
                : work.Entry.Structure!)],
            _settings.Prediction);
        int next = 0;
        return Array.ConvertAll(batch, work =>
        {
            if (!work.IsOpen)
                return work with { Bytes = [] };
            (Classification? answer, AriseException? error) = answers[next++];
            return (answer is null ? work with { Problem = error!.Message } : Answered(work, answer))
                with { Bytes = [] };
        });
    }

    private Work Answered(Work work, Classification answer)
    {
        AtomicStructure structure = work.Entry.Structure!;
        var classified = new ClassifiedStructure(work.Entry.Source, work.Entry.Frame, structure, answer);
        if (classified.Problem is { } problem)
            return work with { Problem = problem };
        FoundSpaceGroup? group =
            _settings.SpaceGroupTolerance is { } tolerance && structure.Periodicity == Periodicity.Bulk
                ? Spglib.Find(structure, tolerance)
                : null;
        return work with
        {
            Result = new ScreeningResult(structure, answer, group, StructureContent.Compress(work.Bytes)),
        };
    }

    // An entry and its result are written in one transaction: the entry is last.
    private static ScreeningCounts WriteToPart(ScreeningStore store, Work work, ScreeningCounts counts)
    {
        if (work.Problem is { } problem)
        {
            store.AddToPart(work.Number, work.Entry, null, problem);
            return counts with { Problems = counts.Problems + 1 };
        }

        bool isKnown = store.ResultOf(work.Hash) is not null;
        if (!isKnown)
            store.Add(work.Hash, work.Result!);
        store.AddToPart(work.Number, work.Entry, work.Hash, null);
        return isKnown
            ? counts with { Repeated = counts.Repeated + 1 }
            : counts with { Classified = counts.Classified + 1 };
    }

    private static ScreeningCounts Write(ScreeningStore store, Work work, ScreeningCounts counts)
    {
        if (work.Problem is { } problem)
        {
            store.Add(work.Entry, problem);
            return counts with { Problems = counts.Problems + 1 };
        }

        if (work.IsPresent)
            return counts with { Present = counts.Present + 1 };
        long? known = store.ResultOf(work.Hash);
        store.Add(work.Entry, known ?? store.Add(work.Hash, work.Result!));
        return known is null
            ? counts with { Classified = counts.Classified + 1 }
            : counts with { Repeated = counts.Repeated + 1 };
    }
}
