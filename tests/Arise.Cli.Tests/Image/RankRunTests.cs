using System.CommandLine;

namespace Arise.Cli.Tests;

public sealed class RankRunTests : IDisposable
{
    private const int Side = 128;

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-rank-").FullName;

    private string Images => Path.Combine(_folder, "images");

    private string Results => Path.Combine(_folder, "out");

    public RankRunTests() => Directory.CreateDirectory(Images);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_ordered_and_what_cannot_be_read_has_a_row()
    {
        Write("noisy.npy", 0.7);
        Write("clean.npy", 0.1);
        byte[] clean = File.ReadAllBytes(Path.Combine(Images, "clean.npy"));
        File.WriteAllBytes(Path.Combine(Images, "cut.npy"), clean[..999]);
        (int exitCode, string output, string error) = Run("--rank", "--rank-by", "quality", "--bond", "1.42");
        Assert.Equal(1, exitCode);
        Assert.Contains("cut.npy", error);
        Assert.Matches(@"(?s)rank .*1 .*graphene.*clean\.npy\s+2 .*noisy\.npy\s+3 .*cut\.npy", output);
        string[] rows = File.ReadAllLines(Path.Combine(Results, "rank.csv"));
        Assert.Equal(4, rows.Length);
        Assert.Contains("truncated", rows[3]);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(rows[3], "cut.npy"));
        Assert.True(File.Exists(Path.Combine(Results, "contact_sheet.png")));
        Assert.True(File.Exists(Path.Combine(Results, "atoms.xyz")));
    }

    [Fact]
    public void Options_of_the_classification_count_and_wrong_ones_are_refused()
    {
        Write("clean.npy", 0.1);
        Assert.Equal(0, Run("--rank", "--model", "arise-108", "--seed", "3").ExitCode);
        (int exitCode, _, string error) = Run("--rank", "--passes", "0", "--overwrite");
        Assert.Equal(2, exitCode);
        Assert.Contains("--passes", error);
        (exitCode, _, error) = Run("--rank-by", "quality");
        Assert.Equal(2, exitCode);
        Assert.Contains("--rank", error);
        (exitCode, _, error) = Run("--passes", "5");
        Assert.Equal(2, exitCode);
        Assert.Contains("--passes", error);
    }

    [Fact]
    public async Task An_interrupted_run_leaves_the_order_of_the_images_done()
    {
        foreach (string name in (string[])["a.npy", "b.npy", "c.npy"])
            Write(name, 0.1);
        using var source = new CancellationTokenSource();
        using var output = new Canceling(source, "b.npy");
        using var error = new StringWriter();
        int exitCode = await AriseCommand.Create().Parse(["image", Images, "--out", Results, "--rank"])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, source.Token);
        Assert.Equal(CommandLineApplication.Interrupted, exitCode);
        Assert.Contains("interrupted after 2 images", error.ToString(), StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(Path.Combine(Results, "rank.csv"));
        Assert.Equal(2, rows.Length);
        Assert.Contains("a.npy", rows[1], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Results, "contact_sheet.png")));
        Assert.Equal(3, File.ReadLines(Path.Combine(Results, "images.csv")).Count());
    }

    private void Write(string name, double noise) => GrapheneImage.Write(Path.Combine(Images, name), Side, noise);

    private (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        ParseResult parsed = AriseCommand.Create().Parse(["image", Images, "--out", Results, .. arguments]);
        int exitCode = parsed.Errors.Count > 0 ? 2 : parsed.Invoke(configuration);
        foreach (var mistake in parsed.Errors)
            error.WriteLine(mistake.Message);
        return (exitCode, output.ToString(), error.ToString());
    }
}
