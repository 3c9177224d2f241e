using System.Globalization;
using System.Text;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>A format of one's own: "points", a line "symbol x y z" per atom, frames apart by empty lines.</summary>
[Collection(nameof(StructureFormat))]
public sealed class StructureFormatTests : FormatTestBase, IDisposable
{
    private const string TwoFrames = "points 1\nCu 0 0 0\nZn 0 0 2.5\n\nCu 1 0 0\n";

    private readonly List<StructureFormat> _registered = [];

    public void Dispose() => _registered.ForEach(StructureFormat.Unregister);

    [Theory]
    [InlineData("a.xyz", "extxyz")]
    [InlineData("dir.cif/b.EXTXYZ.gz", "extxyz")]
    [InlineData("POSCAR", "poscar")]
    [InlineData("POSCAR.relaxed", "poscar")]
    [InlineData("CONTCAR.gz", "poscar")]
    [InlineData("x.vasp", "poscar")]
    [InlineData("run/XDATCAR.gz", "xdatcar")]
    [InlineData("geometry.in", "aims")]
    [InlineData("geometry.in.next_step", "aims")]
    [InlineData("data.NiAl", "lammps-data")]
    [InlineData("x.lmp", "lammps-data")]
    [InlineData("dump.1000", "lammps-dump")]
    [InlineData("x.lammpstrj.gz", "lammps-dump")]
    [InlineData("x.lammpstrj.zst", "lammps-dump")]
    [InlineData("POSCAR.bz2", "poscar")]
    [InlineData("atoms.csv", "csv")]
    [InlineData("atoms.TSV", "csv")]
    [InlineData("atoms.npy", "npy")]
    [InlineData("model.mat", "mat")]
    [InlineData("run.traj.xz", "ase-traj")]
    [InlineData("all.db", "ase-db")]
    [InlineData("run.nc", "netcdf")]
    [InlineData("run.gsd", "gsd")]
    [InlineData("x.txt", null)]
    [InlineData("-", null)]
    public void Names_stand_for_formats(string path, string? format) =>
        Assert.Equal(format, StructureFormat.FromFileName(path)?.Name);

    [Fact]
    public void A_registered_format_is_recognized_by_name_and_content_and_listed()
    {
        StructureFormat points = Registered();

        Assert.Same(points, StructureFormat.FromName("POINTS"));
        Assert.Same(points, StructureFormat.FromFileName("folder/sample.points.gz"));
        Assert.Same(points, StructureFormat.All[^1]);
        Assert.Equal(["Cu Zn", "Cu"], Read(TwoFrames, "sample.points").Select(Symbols));
        Assert.Equal(["Cu Zn", "Cu"], Read(TwoFrames, "sample.txt").Select(Symbols));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("arise-points").FullName, "sample.points.gz");
        Registered();

        StructureFile.Write(path, Read(TwoFrames, "sample.points"));

        Assert.Equal(["Cu Zn", "Cu"], StructureFile.Read(path).Select(Symbols));
        Assert.Equal(2.5, StructureFile.ReadFirst(path).Positions[1].Z);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_format_may_be_given_without_being_registered() => Assert.Equal(
        2, Read(TwoFrames, "sample.txt", new StructureReadOptions { Format = Points() }).Count);

    [Theory]
    [InlineData("points 1\nCu 0 0 0\nZn 0 0 up\n", 3, "up")]
    [InlineData("points 1\nCu 0 0 0\nQq 0 0 1\n", 3, "'Qq' is not the symbol")]
    [InlineData("points 1\nCu 0 0 0\nCu 0 0\n", 3, "four words")]
    [InlineData("points 1\nCu 0 0 1e999\n\nCu 0 0 0\n", 3, "finite")]
    [InlineData("points 1\nCu 0 0 0\nCu 0 0 0\n", 0, "stand at one place")]
    [InlineData("points 1\n", 0, "holds no structure")]
    public void What_its_reader_refuses_gets_file_and_line(string text, long line, string sentence)
    {
        StructureFormatException error =
            Refused(text, "sample.points", new StructureReadOptions { Format = Points() });

        Assert.Equal((line, "sample.points"), (error.Line, error.File));
        Assert.Contains(sentence, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_before_the_mistake_are_handed_out()
    {
        var options = new StructureReadOptions { Format = Points() };
        using IEnumerator<AtomicStructure> frames = StructureFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(TwoFrames + "\nrubbish\n")), "x", options).GetEnumerator();

        Assert.True(frames.MoveNext());
        Assert.True(frames.MoveNext());
        Assert.Throws<StructureFormatException>(() => frames.MoveNext());
    }

    [Fact]
    public void What_its_writer_refuses_gets_the_file() => Assert.Equal(
        "test: 'points' writes no gold.",
        Assert.Throws<StructureFormatException>(() => Write(
            Points(), new AtomicStructure([Vector3D.Zero], [ChemicalElement.Parse("Au")]))).Message);

    [Fact]
    public void A_format_without_a_writer_is_only_read() => Assert.Contains(
        "only be read",
        Assert.Throws<StructureFormatException>(() => Write(
            new StructureFormat("points-in", "to read", [], ReadPoints), ReadOne("1\n\nH 0 0 0\n"))).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void A_second_format_of_the_same_name_or_files_is_refused()
    {
        Registered();

        Refused("already a format 'points'", new StructureFormat("points", "other", ["*.other"], ReadPoints));
        Refused("already a format 'poscar'", new StructureFormat("poscar", "other", ["*.other"], ReadPoints));
        Refused("*.CIF are already of the format 'cif'", new StructureFormat("other", "x", ["*.CIF"], ReadPoints));
        Assert.Null(StructureFormat.FromName("other"));

        static void Refused(string reason, StructureFormat format)
        {
            var error = Assert.Throws<ArgumentException>(nameof(format), () => StructureFormat.Register(format));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Points")]
    [InlineData("my points")]
    public void Names_are_short_words(string name) => Assert.Throws<ArgumentException>(
        nameof(name), () => new StructureFormat(name, "points", ["*.points"], ReadPoints));

    [Fact]
    public void Threads_may_register_at_the_same_time()
    {
        StructureFormat[] formats = [.. Enumerable.Range(0, 32).Select(
            k => new StructureFormat($"toy-{k}", "a toy", [$"*.toy{k}"], ReadPoints))];
        _registered.AddRange(formats);

        Parallel.ForEach(formats, StructureFormat.Register);

        Assert.All(formats, format => Assert.Same(format, StructureFormat.FromFileName("x" + format.FilePatterns[0])));
        Assert.Equal(StructureFormat.All.Length, StructureFormat.All.Distinct().Count());
    }

    private StructureFormat Registered()
    {
        StructureFormat points = Points();
        StructureFormat.Register(points);
        _registered.Add(points);
        return points;
    }

    private static StructureFormat Points() => new(
        "points",
        "element and position per line",
        ["*.points"],
        ReadPoints,
        WritePoints,
        head => head is ["points 1", ..],
        holdsManyFrames: true);

    // The heading stands before every frame that is written, and is an empty frame's end when read.
    private static IEnumerable<AtomicStructure> ReadPoints(TextReader text, StructureReadOptions options)
    {
        var positions = new List<Vector3D>();
        var species = new List<ChemicalElement>();
        while (true)
        {
            string? line = text.ReadLine();
            if (line is null or "" or "points 1")
            {
                if (positions.Count > 0)
                    yield return new AtomicStructure([.. positions], [.. species]);
                (positions, species) = ([], []);
                if (line is null)
                    yield break;
                continue;
            }

            string[] words = line.Split(' ');
            if (words.Length != 4)
                throw new FormatException("an atom has four words: symbol x y z.");
            double[] numbers = [.. words[1..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            species.Add(ChemicalElement.Parse(words[0]));
            positions.Add(new Vector3D(numbers[0], numbers[1], numbers[2]));
        }
    }

    private static void WritePoints(AtomicStructure structure, TextWriter text)
    {
        text.Write("points 1\n");
        for (int atom = 0; atom < structure.Count; atom++)
        {
            Vector3D p = structure.Positions[atom];
            string symbol = structure.Species[atom].Symbol;
            if (symbol == "Au")
                throw new FormatException("'points' writes no gold.");
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{symbol} {p.X:R} {p.Y:R} {p.Z:R}\n"));
        }
    }
}
