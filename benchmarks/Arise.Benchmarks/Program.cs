using System.Collections.Immutable;
using System.CommandLine;
using Arise.Benchmarks;

const string LastRun = "BenchmarkDotNet.Artifacts/run.json";

var names = new Argument<string[]>("NAME")
{
    Description = "Parts of the names of benchmarks (default: all of them).",
    Arity = ArgumentArity.ZeroOrMore,
};
var output = new Option<string>("--out")
{
    Description = "File of the times.",
    DefaultValueFactory = _ => LastRun,
};
var once = new Option<bool>("--once")
{
    Description = "Runs each benchmark once, to see that it works; the times mean little.",
};
var run = new Command("run", "Times benchmarks; all of them take a few minutes.") { names, output, once };
run.SetAction(parsed =>
{
    (BenchmarkRun times, ImmutableArray<string> failed) =
        BenchmarkSession.Measure(parsed.GetValue(names) ?? [], parsed.GetValue(once));
    if (!failed.IsEmpty)
        Console.Error.WriteLine($"Failed: {string.Join(", ", failed)}. The logs are in BenchmarkDotNet.Artifacts.");
    if (times.Benchmarks.IsEmpty)
    {
        Console.Error.WriteLine("Nothing was measured; 'list' prints the names of the benchmarks.");
        return 1;
    }

    times.Write(parsed.GetRequiredValue(output));
    Console.WriteLine($"{times.Benchmarks.Count} times written to {parsed.GetRequiredValue(output)}.");
    return failed.IsEmpty ? 0 : 1;
});

var list = new Command("list", "Prints the names of the benchmarks.");
list.SetAction(_ => Console.WriteLine(string.Join('\n', BenchmarkSession.Names())));

var file = new Argument<string>("RUN")
{
    Description = "File of the times of 'run'.",
    DefaultValueFactory = _ => LastRun,
};
var baseline = new Option<string>("--baseline")
{
    Description = "File of the times to compare with (default: the stored ones).",
    DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "baseline.json"),
};
var limit = new Option<double>("--limit")
{
    Description = "Ratio new/old above which a benchmark counts as slower; the exit code is then 1.",
    DefaultValueFactory = _ => 1.3,
};
var compare = new Command(
    "compare", "Compares a run with the baseline, as ratios new/old of times in units of the peak loop.")
{
    file, baseline, limit,
};
compare.SetAction(parsed =>
{
    var comparison = new RunComparison(
        BenchmarkRun.Read(parsed.GetRequiredValue(baseline)), BenchmarkRun.Read(parsed.GetRequiredValue(file)));
    Console.Write(comparison.Describe(parsed.GetValue(limit)));
    return comparison.IsWithin(parsed.GetValue(limit)) ? 0 : 1;
});

return new RootCommand("Times of the kernels and engines of Arise.") { run, list, compare }.Parse(args).Invoke();
