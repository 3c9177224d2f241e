using Arise.Datasets;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Training;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Arise.Tests.Datasets;

public class RobustTrainingSetTests
{
    private static readonly Prototype[] Few =
    [
        PrototypeLibrary.Find("hcp"), PrototypeLibrary.Find("rock salt"), PrototypeLibrary.Find("MoS2"),
        PrototypeLibrary.Find("zigzag_cnt_nm_6_0_0.0_4.7"),
    ];

    private static readonly RobustTrainingSettings Small = new()
    {
        BlocksPerClass = 7,
        PiecesPerClass = 6,
        Disordered = 8,
        HardClasses = [Few[0].Label],
        ExtraBlocks = 2,
        ExtraPieces = 3,
        HotPieces = 5,
    };

    private const int Pristine = ((3 * 4) + 1) * 99;

    [Fact]
    public void The_set_holds_what_the_settings_say_on_any_number_of_threads()
    {
        var reported = new Dictionary<string, (long Done, long Total)>();
        TrainingSet set = RobustTrainingSet.Generate(
            Few, Small, threads: 1, progress: new Observer(p => reported[p.Step] = (p.Done, p.Total)));
        int expected = (4 * (7 + 6)) + 2 + 3 + 8 + 5;
        Assert.Equal(Pristine + expected, set.Count);
        Assert.Equal((13, 13), reported["perfect structures"]);
        Assert.Equal((expected, expected), reported["defective structures"]);
        Assert.All(set.Defects.Take(Pristine), defects => Assert.Equal(SampleDefects.None, defects));
        Assert.All(set.Defects.Skip(Pristine), defects => Assert.False(defects.IsKnown));
        for (int c = 0; c < Few.Length; c++)
        {
            int rows = set.Labels.Skip(Pristine).Count(label => label == c);
            Assert.Equal(7 + 6 + (c == 0 ? 2 + 3 + 5 : 0), rows);
        }

        Assert.Equal(8, set.Labels.Count(label => label == TrainingSet.NoClass));
        Assert.Equal(set.Digest(), RobustTrainingSet.Generate(Few, Small, threads: 3).Digest());
        Assert.NotEqual(set.Digest(), RobustTrainingSet.Generate(Few, Small with { Seed = 2 }).Digest());
    }

    // The kept file holds whole chunks: a cut one, one of other settings and a complete one must all lead to the same.
    [Fact]
    public void An_interrupted_generation_goes_on()
    {
        string folder = Directory.CreateTempSubdirectory("arise-robust-").FullName;
        try
        {
            Prototype[] one = [Few[0]];
            RobustTrainingSettings settings =
                Small with { BlocksPerClass = 0, PiecesPerClass = 1090, ExtraBlocks = 0, ExtraPieces = 0 };
            string partial = Path.Combine(folder, "set.partial"), stopped = Path.Combine(folder, "stopped.partial");
            string digest = RobustTrainingSet.Generate(one, settings, partial: partial).Digest();
            using (var stop = new CancellationTokenSource())
            {
                Assert.Throws<OperationCanceledException>(() => RobustTrainingSet.Generate(
                    one,
                    settings,
                    progress: new Observer(p => Cancel(stop, p.Step == "defective structures" && p.Done > 1046)),
                    partial: stopped,
                    cancellation: stop.Token));
            }

            Assert.Equal(64 + (1024L * 316 * sizeof(float)), new FileInfo(stopped).Length);
            List<long> done = [];
            string resumed = RobustTrainingSet.Generate(
                one,
                settings,
                stopped,
                threads: 1,
                new Observer(p => done.AddRange(p.Step == "defective structures" ? [p.Done] : []))).Digest();
            Assert.Equal([1024, 1025], done[..2]);
            Assert.Equal(digest, resumed);
            Assert.Equal(File.ReadAllBytes(partial), File.ReadAllBytes(stopped));

            // The part of another set is not begun anew over.
            RobustTrainingSettings other = settings with { Seed = 9 };
            Assert.Contains("another training set", Assert.Throws<IOException>(
                () => RobustTrainingSet.Generate(one, other, partial: stopped)).Message);
            Assert.Equal(File.ReadAllBytes(partial), File.ReadAllBytes(stopped));
            Assert.NotEqual(digest, RobustTrainingSet.Generate(one, other).Digest());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static void Cancel(CancellationTokenSource source, bool now)
        {
            if (now)
                source.Cancel();
        }
    }

    // The distance of a row to the nearest perfect crystal at the same settings.
    [Fact]
    public void Mildly_defective_blocks_are_nearer_to_the_crystal_than_any_packing()
    {
        TrainingSet set = RobustTrainingSet.Generate([Few[0]], new RobustTrainingSettings
        {
            BlocksPerClass = 20,
            PiecesPerClass = 0,
            ExtraBlocks = 0,
            ExtraPieces = 0,
            HotPieces = 0,
            Disordered = 40,
            Missing = 0.02,
            Uniform = 0.01,
            Gaussian = 0.01,
            Strain = 0.001,
            Solute = 0,
            Scales = (1, 1),
        });
        int[] perfect = [.. Rows(name => name.EndsWith("cutoff 4.0 sigma 0.10 scale 1.00", StringComparison.Ordinal))];
        Assert.Equal(4, perfect.Length);
        double[] blocks = Distances("block"), packings = Distances("packing");
        Assert.True(blocks.Max() < packings.Min(), $"{blocks.Max()}, {packings.Min()}");

        double[] Distances(string kind) =>
            [.. Rows(name => name.EndsWith(kind, StringComparison.Ordinal)).Select(row =>
                perfect.Min(p => Math.Sqrt(set.Descriptor(p).ToArray()
                    .Zip(set.Descriptor(row).ToArray(), (a, b) => (a - b) * (a - b)).Sum())))];
        IEnumerable<int> Rows(Func<string, bool> isOne) =>
            Enumerable.Range(0, set.Count).Where(r => isOne(set.Names[r]));
    }

    // Pieces of one edge for all held 146 atoms and more of fcc but 66 of indium: small fcc boxes were called indium.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Pieces_of_all_crystals_and_layers_have_the_same_numbers_of_atoms(double surfaces)
    {
        var settings = new RobustTrainingSettings { Missing = 0, PieceAtoms = (60, 240), Surfaces = surfaces };
        Prototype[] extended = [.. PrototypeLibrary.Published.Where(p => p.Structure.Periodicity.Any)];
        Assert.True(extended.Length > 90, $"{extended.Length}");
        Parallel.ForEach(extended, prototype =>
        {
            var samples = new DefectiveSamples(prototype, settings);
            double mean = Enumerable.Range(0, 60).Average(k => Math.Log(samples.Piece((ulong)k).Count));
            Assert.True(Math.Exp(mean) is > 80 and < 160, $"{prototype.Label}: {Math.Exp(mean)}");
        });
    }

    // Of a cube that is filled to three tenths a slab is left: thinner along its normal than a cube along any
    // direction.
    [Fact]
    public void Pieces_with_a_surface_are_flat()
    {
        Assert.InRange(Flatness(surfaces: 1), 0.1, 0.55);
        Assert.InRange(Flatness(surfaces: 0), 0.8, 1);

        // Smallest to largest principal standard deviation of the positions, on average.
        static double Flatness(double surfaces)
        {
            var settings = new RobustTrainingSettings
            {
                PieceAtoms = (200, 400), Surfaces = surfaces, Filled = (0.3, 0.3),
            };
            var samples = new DefectiveSamples(PrototypeLibrary.Find("fcc"), settings);
            return Enumerable.Range(0, 40).Average(k =>
            {
                Vector3D[] positions = [.. samples.Piece((ulong)k).Positions];
                double[][] columns =
                [
                    [.. positions.Select(p => p.X)], [.. positions.Select(p => p.Y)], [.. positions.Select(p => p.Z)],
                ];
                Matrix<double> covariance = Matrix<double>.Build.Dense(
                    3, 3, (i, j) => Statistics.Covariance(columns[i], columns[j]));
                Vector<double> variances = covariance.Evd(Symmetricity.Symmetric).EigenValues.Real();
                return Math.Sqrt(variances.Minimum() / variances.Maximum());
            });
        }
    }

    [Fact]
    public void Settings_out_of_range_are_refused_and_canceled_work_stops()
    {
        Assert.Throws<ArgumentException>(() => RobustTrainingSet.Generate(Few, Small with { BlocksPerClass = -1 }));
        Assert.Throws<ArgumentException>(() => RobustTrainingSet.Generate(Few, Small with { Edges = (20, 12) }));
        Assert.Throws<ArgumentException>(() => RobustTrainingSet.Generate(Few, Small with { PieceAtoms = (5, 600) }));
        Assert.Throws<ArgumentException>(() => RobustTrainingSet.Generate(Few, Small with { Missing = 2 }));
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => RobustTrainingSet.Generate(Few, Small, cancellation: canceled.Token));
    }
}
