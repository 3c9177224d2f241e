using Arise.Files;
using Arise.Labeling;
using Arise.Numerics;
using Arise.Reporting.Labels;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Tests.Labeling;

namespace Arise.Tests.Reporting.Labels;

public sealed class LabelReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-labels-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_trajectory_is_written_frame_by_frame()
    {
        string folder = PathOf("out");
        using (var report = new LabelReport(folder))
        {
            for (int frame = 1; frame <= 3; frame++)
                report.Add("run.dump", frame, Frame(frame));
            Assert.Equal(3, report.Count);
            Assert.False(File.Exists(Path.Combine(folder, "labeled.xyz")));
            report.Complete();
        }

        AtomicStructure[] read = [.. StructureFile.Read(Path.Combine(folder, "labeled.xyz"))];
        Assert.Equal([6, 7, 8], read.Select(frame => frame.Count));
        Assert.Equal("200", read[1].Properties["timestep"]);
        Assert.Equal([0, 1, 1, 1, 1, 1, 1], read[1].Columns[0].Integers.ToArray());
        Assert.Equal(
            [
                "file,frame,timestep,atoms,other,mean_entropy,fcc_Cu_A_cF4_225_a",
                "run.dump,1,100,6,0.166667,0.15625,0.833333",
                "run.dump,2,200,7,0.142857,0.1875,0.857143",
                "run.dump,3,300,8,0.125,0.21875,0.875",
            ],
            File.ReadAllLines(Path.Combine(folder, "frames.csv")));

        NumpyArchive arrays = NumpyArchive.Read(Path.Combine(folder, "labels.npz"));
        Assert.Equal([0L, 6, 13, 21], arrays["offsets"].Elements<long>().ToArray());
        int fcc = FakeLabeler.Class("fcc");
        Assert.Equal([-1, fcc, fcc], arrays["class_index"].Elements<int>()[6..9].ToArray());
        Assert.Equal(21, arrays["local_scale"].Elements<float>().Length);
        Assert.Equal(0.9375f, arrays["probability"].Elements<float>()[1]);
        Assert.Equal(108, arrays["class_labels"].Shape[0]);
    }

    [Fact]
    public void Without_the_end_nothing_is_left_and_older_results_stand()
    {
        string folder = PathOf("out");
        Write(folder, overwrite: false);
        byte[] before = File.ReadAllBytes(Path.Combine(folder, "labeled.xyz"));
        using (var report = new LabelReport(folder, overwrite: true))
            report.Add("other.xyz", 1, Frame(4));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder, "labeled.xyz")));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(folder), path => path.Contains(".arise-new"));
        Assert.Throws<IOException>(() => Write(folder, overwrite: false));
        Write(folder, overwrite: true);
        using var empty = new LabelReport(PathOf("empty"));
        Assert.Throws<InvalidOperationException>(empty.Complete);
    }

    [Fact]
    public void Other_formats_are_refused() => Assert.Equal(
        "Format",
        Assert.Throws<ArgumentException>(
            () => new LabelReport(PathOf("out"), format: StructureFormat.Poscar)).ParamName);

    private static void Write(string folder, bool overwrite)
    {
        using var report = new LabelReport(folder, overwrite);
        report.Add("run.xyz", 1, Frame(1));
        report.Complete();
    }

    private static AtomLabels Frame(int number)
    {
        int atoms = 5 + number;
        var structure = new AtomicStructure(
            [.. Enumerable.Range(0, atoms).Select(k => new Vector3D(2.5 * k, 0.1 * number, 0))],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), atoms)],
            properties: new Dictionary<string, string> { ["timestep"] = $"{100 * number}" });
        return FakeLabeler.Of((_, atom) => atom == 0 ? -1 : FakeLabeler.Class("fcc")).Label(structure);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
