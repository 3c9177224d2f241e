using System.CommandLine;
using System.Text;

namespace Arise.Cli.Tests;

public sealed class RankRunTests : IDisposable
{
    private const int Side = 128;
    private const double Bond = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-rank-").FullName;

    private string Images => Path.Combine(_folder, "images");

    private string Results => Path.Combine(_folder, "out");

    public RankRunTests() => Directory.CreateDirectory(Images);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_ordered_and_what_cannot_be_read_has_a_row()
    {
        Write("noisy.npy", 1.2);
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

    // Graphene turned by 7 degrees, with noise of so many heights of an atom.
    private void Write(string name, double noise)
    {
        (double sin, double cos) = Math.SinCos(7 * Math.PI / 180);
        var random = new Random(11);
        float[] values = [.. Enumerable.Range(0, Side * Side).Select(_ => (float)(noise * Normal(random)))];
        for (int k = 0; k < 5000; k++)
        {
            (int i, int j, int basis) = ((k / 2 % 50) - 25, (k / 100) - 25, k % 2);
            double u = Bond * Math.Sqrt(3) * (i + (0.5 * j)), v = Bond * ((1.5 * j) + basis);
            (double x, double y) = ((cos * u) - (sin * v) + (Side / 2), (sin * u) + (cos * v) + (Side / 2));
            for (int row = Math.Max(0, (int)y - 9); row <= Math.Min(Side - 1, (int)y + 9); row++)
            {
                for (int column = Math.Max(0, (int)x - 9); column <= Math.Min(Side - 1, (int)x + 9); column++)
                {
                    double squared = ((column - x) * (column - x)) + ((row - y) * (row - y));
                    values[(row * Side) + column] += (float)Math.Exp(-squared / (2 * 2.6 * 2.6));
                }
            }
        }

        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Side}, {Side}), }}".PadRight(117) + "\n";
        File.WriteAllBytes(
            Path.Combine(Images, name),
            [
                0x93, .. Encoding.ASCII.GetBytes("NUMPY"), 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header),
                .. values.SelectMany(BitConverter.GetBytes),
            ]);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

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
