using System.CommandLine;
using System.Globalization;
using Arise.Embedding;
using Arise.Files;
using Arise.Screening;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>The options of <c>arise screen</c> that ask a database.</summary>
internal sealed class ScreeningQueryOptions
{
    // Kinds of problems that the summary tells.
    private const int MostProblems = 10;

    private readonly Option<string?> _query = new("--query")
    {
        Description = "Conditions on the rows, which must all hold: \"class=fcc probability>=0.9 elements=Cu,Au\".",
        HelpName = "CONDITIONS",
    };

    private readonly Option<FileInfo?> _csv = new("--csv") { Description = "Write the rows to this table." };

    private readonly Option<FileInfo?> _parquet = new("--parquet")
    {
        Description = "Write the rows to this table of Apache Parquet.",
    };

    private readonly Option<FileInfo?> _xyz = new("--xyz")
    {
        Description = "Write the structures of the rows to this file of extended XYZ.",
    };

    private readonly Option<double?> _duplicates = CheckedOption.Create<double?>(
        "--duplicates",
        "Show groups of one composition whose descriptors differ by at most this (0.02: by moves of 1 %).",
        null,
        distance =>
        {
            if (distance is not (null or (> 0 and <= 2)))
                throw new ArgumentException($"{distance}: it must be above 0 and at most 2.");
        });

    private readonly Option<FileInfo?> _embedding = new("--embedding")
    {
        Description = "Write a map of the structures (UMAP of descriptors): this table (.csv), and figures beside it.",
    };

    /// <summary>Adds them to the verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="output">The option that makes it write a database instead.</param>
    public void AddTo(Command command, Option output)
    {
        _duplicates.HelpName = "DISTANCE";
        foreach (Option option in (Option[])[_query, _csv, _parquet, _xyz, _duplicates, _embedding])
        {
            command.Add(option);
            command.TakesOnlyWith(
                option,
                result => !CommandRules.IsGiven(result, output),
                $"{output.Name} writes a database; ask it in a command of its own");
        }
    }

    /// <summary>Asks a database.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="names">The arguments; there must be one.</param>
    /// <param name="threads">Threads of the embedding.</param>
    /// <param name="cancellation">Ends the work.</param>
    public int Run(ParseResult parsed, string[] names, int threads, CancellationToken cancellation)
    {
        if (names is not [{ } name])
        {
            throw new ArgumentException(
                "Name one database to ask, or with --out the database that the structures go to.");
        }

        if (Directory.Exists(name) || (File.Exists(name) && !ScreeningDatabase.IsOne(name)))
            throw new IOException($"{name}: this is no database of 'arise screen'; with --out DB it goes to one.");
        using IDisposable hold = Paths(parsed, name).Hold();
        using var database = new ScreeningDatabase(name);
        string? query = parsed.GetValue(_query);
        TextWriter output = parsed.InvocationConfiguration.Output;
        bool any = false;
        foreach ((FileInfo? file, Func<string, string?, CancellationToken, long> write) in
            new (FileInfo?, Func<string, string?, CancellationToken, long>)[]
            {
                (parsed.GetValue(_csv), database.WriteCsv), (parsed.GetValue(_parquet), database.WriteParquet),
                (parsed.GetValue(_xyz), database.WriteXyz),
            })
        {
            if (file is null)
                continue;
            Tell(output, file, write(file.ToString(), query, cancellation));
            any = true;
        }

        if (parsed.GetValue(_embedding) is { } map)
        {
            long count = 0;
            CountedProgress.RunSteps(progress => count = database.WriteMap(
                Stem(map), query, new UmapSettings(), threads, progress, cancellation));
            Tell(output, map, count);
            any = true;
        }

        if (parsed.GetValue(_duplicates) is { } distance)
            ShowDuplicates(database, distance, query, output, cancellation);
        else if (!any && query is null)
            Summarize(database, output);
        else if (!any)
            ShowRows(database, query, parsed, cancellation);
        return 0;
    }

    private RunPaths Paths(ParseResult parsed, string name)
    {
        foreach (Option<FileInfo?> option in (Option<FileInfo?>[])[_csv, _parquet, _xyz, _embedding])
            OutputFile.RequireFolder(parsed.GetValue(option), option);
        RunPaths paths = new RunPaths()
            .Reads(name, "the database")
            .WritesOver(parsed.GetValue(_csv)?.ToString(), "the table (--csv)", ScreeningDatabase.IsTable)
            .WritesOver(parsed.GetValue(_parquet)?.ToString(), "the table (--parquet)", IsParquet)
            .WritesOver(
                parsed.GetValue(_xyz)?.ToString(),
                "the structures (--xyz)",
                file => StructureFile.FormatOf(file) == StructureFormat.ExtendedXyz);
        if (parsed.GetValue(_embedding) is not { } map)
            return paths;
        foreach (string extension in (string[])[".svg", ".png", ".pdf"])
            paths.WritesOver(Stem(map) + extension, "the figure (--embedding)", _ => File.Exists(Stem(map) + ".csv"));
        return paths.WritesOver(Stem(map) + ".csv", "the table (--embedding)", ScreeningDatabase.IsTable);
    }

    private static string Stem(FileInfo map) =>
        map.Extension.ToLowerInvariant() is ".csv" or ".svg" or ".png" or ".pdf"
            ? Path.ChangeExtension(map.ToString(), null)
            : map.ToString();

    private static bool IsParquet(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[4];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan().SequenceEqual("PAR1"u8);
    }

    private static void Tell(TextWriter output, FileInfo file, long rows) =>
        output.WriteLine($"{file}: {rows} {(rows == 1 ? "row" : "rows")}");

    private static void ShowRows(
        ScreeningDatabase database, string? query, ParseResult parsed, CancellationToken cancellation)
    {
        long count = 0;
        foreach (ScreeningRow row in database.Rows(query))
        {
            cancellation.ThrowIfCancellationRequested();
            parsed.InvocationConfiguration.Output.WriteLine(Line(row));
            count++;
        }

        parsed.InvocationConfiguration.Error.WriteLine($"arise: {count} {(count == 1 ? "row" : "rows")}");
    }

    private static void ShowDuplicates(
        ScreeningDatabase database,
        double distance,
        string? query,
        TextWriter output,
        CancellationToken cancellation)
    {
        IReadOnlyList<ScreeningDuplicate> found = [];
        CountedProgress.RunSteps(
            progress => found = database.Duplicates(distance, query, progress, cancellation));
        foreach (IGrouping<int, ScreeningDuplicate> group in found.GroupBy(one => one.Group))
        {
            output.WriteLine($"group {group.Key}, {group.Count()} structures");
            foreach (ScreeningDuplicate one in group)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {one.Distance:F5}  {Line(one.Row)}"));
        }

        int groups = found.Select(one => one.Group).Distinct().Count();
        output.WriteLine($"{found.Count} structures in {groups} {(groups == 1 ? "group" : "groups")}");
    }

    private static void Summarize(ScreeningDatabase database, TextWriter output)
    {
        var table = new TextTable(">", "verdict", "class");
        long total = 0;
        foreach ((string type, string verdict, long count) in database.Classes())
        {
            table.Add(count.ToString(CultureInfo.InvariantCulture), verdict, VisibleText.Of(type));
            total += count;
        }

        output.WriteLine($"{total} {(total == 1 ? "structure" : "structures")}");
        if (total > 0)
            table.Write(output);
        var reasons = database.Problems().CountBy(problem => problem.Problem!)
            .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).ToArray();
        foreach ((string reason, int count) in reasons.Take(MostProblems))
            output.WriteLine($"  {count} without a result: {VisibleText.Of(reason)}");
        if (reasons.Length > MostProblems)
            output.WriteLine($"  and {reasons.Length - MostProblems} other reasons, in the table 'problems'");
    }

    private static string Line(ScreeningRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VisibleText.Of(row.Source)}, frame {row.Frame}: {row.Formula}, {VisibleText.Of(row.Answer)}, {row.Verdict}, "
        + $"probability {100 * row.Probability:F2} %");
}
