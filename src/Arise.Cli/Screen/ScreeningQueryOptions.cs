using System.CommandLine;
using System.Globalization;
using Arise.Files;
using Arise.Screening;

namespace Arise.Cli;

/// <summary>The options of <c>arise screen</c> that ask a database.</summary>
internal sealed class ScreeningQueryOptions
{
    private readonly Option<string?> _query = new("--query")
    {
        Description = "Conditions on the rows, which must all hold: \"class=fcc probability>=0.9 elements=Cu,Au\".",
        HelpName = "CONDITIONS",
    };

    private readonly Option<FileInfo?> _csv = new("--csv") { Description = "Write the rows to this table." };

    /// <summary>Adds them to the verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="output">The option that makes it write a database instead.</param>
    public void AddTo(Command command, Option output)
    {
        foreach (Option option in (Option[])[_query, _csv])
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
    /// <param name="cancellation">Ends the work.</param>
    public int Run(ParseResult parsed, string[] names, CancellationToken cancellation)
    {
        string name = names is [{ } one]
            ? one
            : throw new ArgumentException("Name one database to ask, or with --out the database that the structures go to.");
        if (Directory.Exists(name) || (File.Exists(name) && !ScreeningDatabase.IsOne(name)))
        {
            throw new IOException(
                $"{name}: this is no database of 'arise screen'; with --out DB its structures go to one.");
        }

        string? query = parsed.GetValue(_query);
        OutputFile.RequireFolder(parsed.GetValue(_csv), _csv);
        using IDisposable hold = new RunPaths()
            .Reads(name, "the database")
            .WritesOver(parsed.GetValue(_csv)?.ToString(), "the table (--csv)", ScreeningDatabase.IsTable)
            .Hold();
        using var database = new ScreeningDatabase(name);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_csv) is { } csv)
        {
            output.WriteLine($"{csv}: {database.WriteCsv(csv.ToString(), query, cancellation)} rows");
            return 0;
        }

        if (query is null)
        {
            Summarize(database, output);
            return 0;
        }

        long count = 0;
        foreach (ScreeningRow row in database.Rows(query))
        {
            cancellation.ThrowIfCancellationRequested();
            output.WriteLine(Line(row));
            count++;
        }

        parsed.InvocationConfiguration.Error.WriteLine($"arise: {count} {(count == 1 ? "row" : "rows")}");
        return 0;
    }

    private static void Summarize(ScreeningDatabase database, TextWriter output)
    {
        var table = new TextTable(">", "verdict", "class");
        long total = 0;
        foreach ((string type, string verdict, long count) in database.Classes())
        {
            table.Add(count.ToString(CultureInfo.InvariantCulture), verdict, type);
            total += count;
        }

        output.WriteLine($"{total} structures");
        if (total > 0)
            table.Write(output);
        foreach (IGrouping<string, ScreeningEntry> problem in database.Problems().GroupBy(one => one.Problem!).Take(10))
        {
            ScreeningEntry first = problem.First();
            output.WriteLine($"  {problem.Count()} without a result: {VisibleText.Of(problem.Key)}");
        }
    }

    private static string Line(ScreeningRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VisibleText.Of(row.Source)}, frame {row.Frame}: {row.Formula}, {row.Answer}, {row.Verdict}, "
        + $"probability {100 * row.Probability:F2} %");
}
