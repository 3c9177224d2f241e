using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Arise.Training;

namespace Arise.Cli.Tests;

/// <summary>
/// Extreme values for every option of every verb: one sentence, or an answer; never a stack trace, nor much time or
/// memory. With the environment variable ARISE_FUZZ, a number, so many whole runs are tried instead of the usual few.
/// </summary>
[CollectionDefinition(nameof(ExtremeOptionsTests), DisableParallelization = true)]
[Collection(nameof(ExtremeOptionsTests))]
public sealed partial class ExtremeOptionsTests : IDisposable
{
    private const int UsualRuns = 60;
    private const double MostSeconds = 20;
    private const double MostBytesOfRefusal = 1 << 30;

    private static readonly string[] Values =
    [
        "0", "1", "-1", "2", "65536", "2147483647", "2147483648", "-2147483648", "9223372036854775807",
        "18446744073709551615", "18446744073709551616", "99999999999999999999999999", "1e9", "1e12", "1e308", "-1e308",
        "1e400", "-1e400", "1e-9", "1e-320", "0.5", "NaN", "nan", "inf", "-inf", "Infinity", "∞", "text", "١", "0x10",
        "1,000", "1,1,1e308", "1e-320,1,1", "--", "+1", "1_000", "1e", "%", "100%", "1e9GB", "a=b", "min_samples=1e9",
    ];

    // Commands share their options: every new tree makes the next one slower.
    private static readonly Command Root = AriseCommand.Create();

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-extreme-").FullName;
    private int _outputs;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Verbs => [.. Leaves(Root, "").Select(leaf => leaf.Path)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_value_of_every_option_is_taken_or_refused_in_a_sentence(string verb)
    {
        long start = Stopwatch.GetTimestamp();
        Command command = Leaves(Root, "").Single(leaf => leaf.Path == verb).Command;
        foreach (Option option in command.Options.Append(new MaxMemoryOption()).Where(one => one is not HelpOption))
        {
            foreach (string value in Values)
            {
                ParseResult parsed = Root.Parse([.. verb.Split(' '), option.Name, value]);
                string[] sentences = [.. parsed.Errors.Select(error => UsageError.Sentence(error.Message))];
                Assert.All(sentences, sentence => AssertSentence(sentence, $"{verb} {option.Name} {value}"));
            }
        }

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, MostSeconds);
    }

    // What a parser lets pass, the library must judge: no number passes both that is no number.
    [Theory]
    [MemberData(nameof(Verbs))]
    public void No_numeric_option_takes_what_is_no_finite_number_of_its_kind(string verb)
    {
        Command command = Leaves(Root, "").Single(leaf => leaf.Path == verb).Command;
        foreach (Option option in command.Options.Where(IsNumeric))
        {
            string[] wrong = ["1e400", "NaN", "inf", "text", "١", "-1e308"];
            foreach (string value in wrong)
            {
                string[] set = verb == "train" ? ["set.npz"]
                    : verb is "classify" or "map" or "label" or "explore" or "compare" or "symmetry" or "screen"
                        or "benchmark thermal" ? ["a.xyz"] : [];
                ParseResult parsed = Root.Parse([.. verb.Split(' '), .. set, option.Name, value]);
                Assert.True(
                    parsed.Errors.Any(error => error.Message.Contains(option.Name, StringComparison.Ordinal)),
                    $"{verb} {option.Name} {value}: {string.Join('|', parsed.Errors.Select(error => error.Message))}");
            }
        }
    }

    [Fact]
    public void Whole_runs_end_soon_with_an_answer_or_a_sentence()
    {
        int count = Environment.GetEnvironmentVariable("ARISE_FUZZ") is { } asked
            ? int.Parse(asked, CultureInfo.InvariantCulture)
            : UsualRuns;
        File.WriteAllText(PathOf("cluster.xyz"), Cluster());
        File.WriteAllText(PathOf("cell.xyz"), "1\nLattice=\"3 0 0 0 3 0 0 0 3\" pbc=\"T T T\"\nPo 0 0 0\n");
        new TrainingSet([1, 0, 0, 1, 0.9f, 0.1f, 0.1f, 0.8f], [0, 1, 0, 1], ["across", "down"], ["a", "b", "c", "d"])
            .Write(PathOf("set.npz"));
        (string[] Run, Option[] Options)[] runs = [.. Runs().Select(run => (run, Numeric(run)))];
        for (int k = 0; k < count; k++)
        {
            var random = new Random(k);
            (string[] run, Option[] options) = runs[random.Next(runs.Length)];
            Option option = options[random.Next(options.Length)];
            string value = Values[random.Next(Values.Length)];
            string[] given = [option.Name, value];
            int at = Array.IndexOf(run, option.Name);
            Check([.. at < 0 ? run : [.. run[..at], .. run[(at + 2)..]], .. given]);
        }
    }

    [Theory]
    [InlineData("map", "cell.xyz", "--box", "3000", "--out", "m")]
    [InlineData("map", "cluster.xyz", "--box", "10", "--stride", "0.01", "--out", "m")]
    [InlineData("map", "cluster.xyz", "--box", "1e12", "--out", "m")]
    [InlineData("explore", "cluster.xyz", "--box", "10", "--stride", "0.01", "--out", "e")]
    [InlineData("make", "polycrystal", "p.xyz", "--size", "1e4", "--grains", "fcc,bcc")]
    [InlineData("make", "polycrystal", "p.xyz", "--size", "1e9", "--grains", "fcc")]
    [InlineData("make", "polycrystal", "p.xyz", "--grains", "fcc", "--spacing", "1e-300")]
    [InlineData("make", "superalloy", "s.xyz", "--cells", "500")]
    [InlineData("make", "superalloy", "s.xyz", "--cells", "5", "--precipitate", "9")]
    [InlineData("make", "superalloy", "s.xyz", "--precipitate", "-1")]
    [InlineData("train", "set.npz", "--hidden", "20000", "20000", "--out", "m.safetensors")]
    [InlineData(
        "train", "set.npz", "--hidden", "4096", "4096", "4096", "--max-memory", "1GB", "--out", "m.safetensors")]
    [InlineData("dataset", "--defects", "--repetitions", "10000", "--out", "d.npz")]
    [InlineData("dataset", "--robust", "--blocks", "1000000", "--pieces", "1000000", "--out", "d.npz")]
    [InlineData("dataset", "--robust", "--disordered", "2147483647", "--out", "d.npz")]
    [InlineData("dataset", "--atoms", "--share", "100", "--out", "d.npz")]
    [InlineData("evaluate", "--repetitions", "10000", "--max-memory", "1GB", "--out", "e")]
    [InlineData("similarity", "fcc", "hcp", "--cutoff", "1000", "--out", "s")]
    [InlineData("classify", "cluster.xyz", "--passes", "2147483647")]
    [InlineData("classify", "cluster.xyz", "--threads", "1000000")]
    public void What_needs_too_much_is_refused_at_once_and_leaves_nothing(params string[] args)
    {
        File.WriteAllText(PathOf("cluster.xyz"), Cluster());
        File.WriteAllText(PathOf("cell.xyz"), "1\nLattice=\"3 0 0 0 3 0 0 0 3\" pbc=\"T T T\"\nPo 0 0 0\n");
        new TrainingSet([1, 0, 0, 1], [0, 1], ["across", "down"], ["a", "b"]).Write(PathOf("set.npz"));
        string[] before = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.NotEqual(0, Check(args));
        Assert.Equal(before.Order(), Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order());
    }

    private static IEnumerable<(Command Command, string Path)> Leaves(Command command, string path)
    {
        foreach (Command inner in command.Subcommands)
        {
            string name = $"{path} {inner.Name}".Trim();
            if (inner.Action is not null)
                yield return (inner, name);
            foreach ((Command, string) leaf in Leaves(inner, name))
                yield return leaf;
        }
    }

    private static bool IsNumeric(Option option)
    {
        Type type = option.ValueType.IsArray ? option.ValueType.GetElementType()! : option.ValueType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(double);
    }

    private static Option[] Numeric(string[] run)
    {
        return [.. Root.Parse(run).CommandResult.Command.Options.Where(option =>
            IsNumeric(option) || option.HelpName is "N|X,Y,Z" or "NAME=N,N,..."), new MaxMemoryOption()];
    }

    // Runs of a second or less; output folders are new each time.
    private static IEnumerable<string[]> Runs()
    {
        yield return ["classify", "cluster.xyz", "--passes", "16"];
        yield return ["classify", "cell.xyz", "--passes", "16", "--mode", "adaptive"];
        yield return ["map", "cluster.xyz", "--box", "8", "--stride", "4", "--passes", "16", "--out", "OUT"];
        yield return
        [
            "explore", "cluster.xyz", "--box", "8", "--stride", "2", "--passes", "16", "--min-cluster-size", "5",
            "--out", "OUT",
        ];
        yield return
        [
            "explore", "cluster.xyz", "--box", "8", "--stride", "4", "--passes", "16", "--scan", "min_samples=2,3",
            "--no-embedding", "--out", "OUT",
        ];
        yield return ["make", "polycrystal", "OUT.xyz", "--size", "15", "--grains", "fcc,bcc"];
        yield return ["make", "superalloy", "OUT.xyz", "--cells", "3"];
        yield return ["similarity", "fcc", "hcp", "--out", "OUT"];
        yield return ["train", "set.npz", "--epochs", "2", "--hidden", "4", "--out", "OUT.safetensors"];
        yield return ["reproduce", "--plan", "--out", "OUT"];
        yield return ["prototypes", "--search", "fcc"];
    }

    private int Check(string[] args)
    {
        string[] real = [.. args.Select(Real)];
        string line = string.Join(' ', args);
        using StringWriter output = new(), errors = new();
        (TextWriter outBefore, TextWriter errorBefore) = (Console.Out, Console.Error);
        long start = Stopwatch.GetTimestamp(), bytes = GC.GetTotalAllocatedBytes();
        int exitCode;
        try
        {
            Console.SetOut(output);
            Console.SetError(errors);
            exitCode = CommandLineApplication.Run(Root, real);
        }
        finally
        {
            Console.SetOut(outBefore);
            Console.SetError(errorBefore);
        }

        Assert.InRange(exitCode, 0, 2);
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < MostSeconds, line);
        if (exitCode == 0)
            return 0;
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        Assert.True(bytes < MostBytesOfRefusal, $"{line}: {bytes >> 20} MiB");
        string[] sentences = [.. errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(text => !text.StartsWith("Try 'arise", StringComparison.Ordinal))
            .Select(text => text.TrimEnd('\r'))];
        Assert.NotEmpty(sentences);
        Assert.All(sentences, sentence => AssertSentence(sentence, line));
        return exitCode;
    }

    private string Real(string arg)
    {
        if (arg.StartsWith("OUT", StringComparison.Ordinal))
            return PathOf($"out{++_outputs}{arg[3..]}");
        return arg.EndsWith(".xyz", StringComparison.Ordinal) || arg.EndsWith(".npz", StringComparison.Ordinal)
            || arg.EndsWith(".safetensors", StringComparison.Ordinal) || arg is "m" or "e" or "s"
            ? PathOf(arg)
            : arg;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static void AssertSentence(string sentence, string line)
    {
        Assert.False(sentence.ContainsAny('\n', '\r', '\u001b'), $"{line}: {sentence}");
        Assert.False(sentence.Length > 700, $"{line}: {sentence}");
        Assert.False(ForProgrammers().IsMatch(sentence), $"{line}: {sentence}");
    }

    [GeneratedRegex(@"Cannot parse argument|System\.|Exception|Parameter '|^\s+at |this is a bug|Specified argument",
        RegexOptions.IgnoreCase)]
    private static partial Regex ForProgrammers();

    private static string Cluster()
    {
        var text = new StringBuilder("216\nProperties=species:S:1:pos:R:3\n");
        var random = new Random(1);
        for (int k = 0; k < 216; k++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"Po {3 * (k % 6) + (0.1 * random.NextDouble()):F4} {3 * (k / 6 % 6)} {3 * (k / 36)}\n");
        }

        return text.ToString();
    }
}
