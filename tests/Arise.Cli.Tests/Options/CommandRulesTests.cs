namespace Arise.Cli.Tests;

/// <summary>Options that would do nothing are refused, and so are those that say different things.</summary>
public class CommandRulesTests
{
    [Theory]
    [InlineData("classify a.cif --tolerance 0.1", "--tolerance would have no effect: only --mode adaptive")]
    [InlineData("classify a.cif --mode linearized --tolerance 0.1", "--tolerance would have no effect")]
    [InlineData("map a.cif --mode exact --tolerance 0.1", "--tolerance would have no effect")]
    [InlineData("classify a.cif --brief --top 2", "--top would have no effect: --brief lists no classes")]
    [InlineData("classify a.cif --brief --json", "--brief and --json say different things")]
    [InlineData("classify a.cif --json-lines --json", "--json and --json-lines say different things")]
    [InlineData("label a.dump --seed 3", "--seed would have no effect: without --passes")]
    [InlineData("explain a.cif --overwrite", "--overwrite would have no effect: it belongs to --out")]
    [InlineData("explain a.cif --class fcc --passes 10", "--passes would have no effect: --class without --top")]
    [InlineData("prototypes --overwrite", "--overwrite would have no effect: it belongs to --export")]
    [InlineData("prototypes --json --export a", "--json and --export say different things")]
    [InlineData("dataset --out a.npz --seed 2", "--seed would have no effect")]
    [InlineData("dataset --out a.npz --atoms --blocks 2", "--blocks would have no effect: it belongs to --robust")]
    [InlineData("dataset --out a.npz --atoms --repetitions 2", "--repetitions would have no effect")]
    [InlineData("extend m --add a.cif --out b --pieces 2", "--pieces would have no effect")]
    [InlineData("evaluate pristine --out a --repetitions 2", "--repetitions would have no effect")]
    [InlineData("explore a.xyz --no-embedding --neighbors 5", "--neighbors would have no effect")]
    public void What_would_do_nothing_is_refused(string line, string reason) => Assert.Contains(
        UsageError.Of(AriseCommand.Create().Parse(line)),
        sentence => sentence.StartsWith(reason, StringComparison.Ordinal));

    [Theory]
    [InlineData("classify a.cif --mode adaptive --tolerance 0.1")]
    [InlineData("map a.cif --tolerance 0.1")]
    [InlineData("classify a.cif --brief --top 2 --csv a.csv")]
    [InlineData("label a.dump --seed 3 --passes 10")]
    [InlineData("explain a.cif --class fcc --top 2 --passes 10")]
    [InlineData("explain a.cif --passes 10")]
    [InlineData("dataset --out a.npz --families --seed 2 --share 0.1")]
    [InlineData("evaluate --out a --repetitions 2")]
    [InlineData("evaluate defects --out a --repetitions 2")]
    public void What_does_something_is_taken(string line) =>
        Assert.Empty(UsageError.Of(AriseCommand.Create().Parse(line)));
}
