using Arise.Comparison;
using Arise.Files;
using Arise.Reporting.Comparisons;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Tests.Baselines;

namespace Arise.Tests.Reporting.Comparisons;

public sealed class ComparisonReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-comparison-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("xyz")]
    [InlineData("dump")]
    public void A_trajectory_is_written_frame_by_frame(string format)
    {
        ComparedAtoms cold = Compared(Crystals.Of("fcc")), hot = Compared(Crystals.Rattled(Crystals.Of("bcc"), 0.1, 3));
        string folder = PathOf("out");
        StructureFormat written = format == "xyz" ? StructureFormat.ExtendedXyz : StructureFormat.LammpsDump;
        using (var report = new ComparisonReport(folder, format: written))
        {
            report.Add("a.xyz", 1, cold);
            report.Add("a.xyz", 2, hot);
            Assert.Equal(2, report.Count);
            Assert.False(File.Exists(Path.Combine(folder, "counts.csv")));
            report.Complete();
        }

        AtomicStructure[] read = [.. StructureFile.Read(Path.Combine(folder, $"compared.{format}"))];
        Assert.Equal([cold.Structure.Count, hot.Structure.Count], read.Select(frame => frame.Count));
        AtomColumn baa = read[1].Columns.Single(column => column.Name == "baa");
        Assert.Equal(
            hot.Answers[1].Numbers.Select(number => (double)number),
            format == "xyz" ? baa.Integers.ToArray().Select(number => (double)number) : baa.Reals.ToArray());
        Assert.Equal(
            hot.Answers[2].Columns[0].Reals.ToArray(),
            read[1].Columns.Single(column => column.Name == "centrosymmetry").Reals.ToArray());

        NumpyArchive arrays = NumpyArchive.Read(Path.Combine(folder, "compare.npz"));
        int all = cold.Structure.Count + hot.Structure.Count;
        Assert.Equal([0L, cold.Structure.Count, all], arrays["offsets"].Elements<long>().ToArray());
        Assert.Equal(
            hot.Answers[0].Numbers, arrays["acna"].Elements<int>()[cold.Structure.Count..].ToArray());
        Assert.Equal(["a.xyz", "a.xyz"], arrays["files"].Elements<string>().ToArray());
        Assert.Equal([1L, 2L], arrays["frames"].Elements<long>().ToArray());
        Assert.All(arrays["cna_cutoff"].Elements<double>().ToArray(), cutoff => Assert.Equal(double.NaN, cutoff));
        Assert.Equal(all, arrays["centrosymmetry"].Elements<float>().Length);
        Assert.Equal([all, 4], arrays["ptm_orientation"].Shape.ToArray());
        Assert.Equal([all, 9], arrays["ptm_deformation"].Shape.ToArray());
        Assert.Contains("bcc_W_A_cI2_229_a", arrays["structure_labels"].Elements<string>().ToArray());

        string[] counts = File.ReadAllLines(Path.Combine(folder, "counts.csv"));
        Assert.Equal("file,frame,timestep,method,number,label,atoms,share,cutoff", counts[0]);
        Assert.Equal($"a.xyz,1,,acna,1,fcc_Cu_A_cF4_225_a,{cold.Structure.Count},1,", counts[1]);
        Assert.Equal(
            3 * all, counts.Skip(1).Sum(line => int.Parse(line.Split(',')[6])));
        string[] agreement = File.ReadAllLines(Path.Combine(folder, "agreement.csv"));
        Assert.Equal("method,label,other_method,other_label,atoms,share", agreement[0]);
        Assert.Equal(3 * all, agreement.Skip(1).Sum(line => int.Parse(line.Split(',')[4])));
        Assert.Equal(
            ["compare.pdf", "compare.png", "compare.svg"],
            Directory.GetFiles(folder, "compare.?*").Select(path => Path.GetFileName(path)!)
                .Where(name => name != "compare.npz").Order());
    }

    [Fact]
    public void Without_the_end_nothing_is_left_and_older_results_stand()
    {
        string folder = PathOf("out");
        ComparedAtoms compared = Compared(Crystals.Of("fcc"));
        Write(folder, compared, overwrite: false);
        byte[] before = File.ReadAllBytes(Path.Combine(folder, "compared.xyz"));
        using (var report = new ComparisonReport(folder, overwrite: true))
            report.Add("other.xyz", 1, Compared(Crystals.Of("hcp")));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, "compared.xyz")));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder), path => path.Contains(".arise-new"));
        Assert.Throws<IOException>(() => Write(folder, compared, overwrite: false));
        Write(folder, compared, overwrite: true);
        using var empty = new ComparisonReport(PathOf("empty"));
        Assert.Throws<InvalidOperationException>(empty.Complete);
    }

    [Fact]
    public void A_method_without_structures_alone_has_no_figure()
    {
        ComparedAtoms compared = new MethodComparer().Compare(
            Crystals.Of("fcc"), new ComparisonSettings { Methods = ["csp"] });
        Write(PathOf("out"), compared, overwrite: false);
        Assert.False(File.Exists(Path.Combine(PathOf("out"), "compare.svg")));
        Assert.Single(File.ReadAllLines(Path.Combine(PathOf("out"), "counts.csv")));
    }

    [Fact]
    public void Other_formats_are_refused() => Assert.Equal(
        "Format",
        Assert.Throws<ArgumentException>(
            () => new ComparisonReport(PathOf("out"), format: StructureFormat.Poscar)).ParamName);

    private static ComparedAtoms Compared(AtomicStructure structure) => new MethodComparer().Compare(
        structure, new ComparisonSettings { Methods = ["acna", "baa", "csp", "ptm"], Orientations = true });

    private static void Write(string folder, ComparedAtoms compared, bool overwrite)
    {
        using var report = new ComparisonReport(folder, overwrite);
        report.Add("run.xyz", 1, compared);
        report.Complete();
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
