using Arise.Defects;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Mapping;

/// <summary>The samples of docs/explanation/gallery.md in small, against what they were made of.</summary>
public sealed class GalleryTests
{
    private const double Inside = 0.95;
    private const string Fcc = "fcc_Cu_A_cF4_225_a";
    private const string Dhcp = "dhcp_alphaLa_A_hP4_194_ac";
    private const string Ordered = "L12_Cu3Au";
    private const string Graphene = "C";

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 0.02)]
    public void Four_grains_are_found_and_only_their_boundaries_are_unsure(double vacancies, double displacements)
    {
        AtomicStructure sample = new Polycrystal
        {
            Size = new Vector3D(72, 72, 15),
            Grains = [.. new[] { "fcc", "bcc", "hcp", "diamond" }.Select(PrototypeLibrary.Find)],
            NearestNeighborDistance = 2.5,
            Element = ChemicalElement.Parse("Fe"),
            IsColumnar = true,
            Seed = 1,
        }.Build();
        sample = Displacements.Uniform(Vacancies.Remove(sample, vacancies, 1), displacements * 2.5, 1);
        CrystalMap map = Map(sample, new Vector3D(16, 16, 16), new Vector3D(4, 4, 16));
        Verdict verdict = Judge(map, Labels(sample, "prototype"));
        Assert.Equal(4, verdict.Found.Count);
        Assert.InRange(verdict.RightShare, 0.95, 1);
        Assert.InRange(verdict.AtBoundaries, 3 * verdict.Within, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 0.05)]
    public void A_precipitate_is_told_from_the_matrix_of_the_same_lattice(double vacancies, double displacements)
    {
        AtomicStructure sample = new Superalloy { Cells = 11, PrecipitateCells = 6, IsPeriodic = true }.Build();
        double spacing = NearestNeighborDistance.OfAllAtoms(sample);
        sample = Displacements.Uniform(Vacancies.Remove(sample, vacancies, 1), displacements * spacing, 1);
        CrystalMap map = Map(sample, new Vector3D(16, 16, 16), new Vector3D(5, 5, 5));
        string[] phases = [.. Labels(sample, "phase").Select(phase => phase == "L1_2" ? Ordered : Fcc)];
        Verdict verdict = Judge(map, phases);
        Assert.Equal([Ordered, Fcc], verdict.Found.Order(StringComparer.Ordinal));
        Assert.InRange(verdict.RightShare, 0.95, 1);
    }

    // Indium is fcc stretched by 8 %, and was what small displaced boxes of fcc were called.
    [Fact]
    public void Small_displaced_boxes_of_one_grain_are_what_the_grain_is()
    {
        const double spacing = 2.652;
        AtomicStructure sample = new Polycrystal
        {
            Size = new Vector3D(48, 48, 48),
            Grains = [PrototypeLibrary.Find("fcc")],
            NearestNeighborDistance = spacing,
            Element = ChemicalElement.Parse("Cu"),
            Seed = 4,
        }.Build();
        sample = Displacements.Uniform(sample, 0.05 * spacing, 4);
        CrystalMap map = Map(sample, new Vector3D(12, 12, 12), new Vector3D(8, 8, 8));
        double fcc = Enumerable.Range(0, map.Rows)
            .Average(row => map.ClassLabels[map.LikelyClassOf(row)] == Fcc ? 1.0 : 0.0);
        Assert.InRange(fcc, 0.98, 1);
    }

    // Close-packed layers stacked ABC, ABAC and ABC again, as in the sample called Pearl.
    [Fact]
    public void A_band_of_another_stacking_is_found_between_two_crystals()
    {
        const int layers = 48;
        const double spacing = 2.5, height = spacing * 0.81649658092772603;
        int[] dhcp = [1, -1, -1, 1];
        var positions = new List<Vector3D>();
        var truth = new List<string>();
        for (int layer = 0, stacking = 0; layer < layers; layer++)
        {
            bool isBand = layer is >= 16 and < 32;
            for (int row = 0; row < 10; row++)
            {
                for (int column = 0; column < 9; column++)
                {
                    positions.Add(new Vector3D(
                        spacing * (column + (0.5 * ((row + stacking) % 2))),
                        spacing * Math.Sqrt(0.75) * (row + (stacking / 3.0)),
                        height * layer));
                    truth.Add(isBand ? Dhcp : Fcc);
                }
            }

            stacking = (stacking + (isBand ? dhcp[layer % 4] : 1) + 3) % 3;
        }

        AtomicStructure sample = OfOneElement(positions, "Cu");
        Assert.Equal(spacing, NearestNeighborDistance.OfAllAtoms(sample), 1e-6);
        CrystalMap map = Map(sample, new Vector3D(12, 12, 12), new Vector3D(5, 5, 3));
        Verdict verdict = Judge(map, truth);
        Assert.Equal([Dhcp, Fcc], verdict.Found.Order(StringComparer.Ordinal));
        Assert.InRange(verdict.RightShare, 0.9, 1);
    }

    [Fact]
    public void Graphene_is_sure_on_both_sides_of_a_grain_boundary()
    {
        const double bond = 1.42;
        var positions = new List<Vector3D>();
        foreach ((double from, double angle) in new[] { (0.0, 0.1), (30.0, 0.5) })
        {
            (double sin, double cos) = Math.SinCos(angle);
            for (int i = -60; i <= 60; i++)
            {
                for (int j = -60; j <= 60; j++)
                {
                    for (int atom = 0; atom < 2; atom++)
                    {
                        double x = bond * Math.Sqrt(3) * (i + (0.5 * j)), y = bond * ((1.5 * j) + atom);
                        var p = new Vector3D((cos * x) - (sin * y), (sin * x) + (cos * y), 0);
                        if (p.X >= from && p.X < from + 30 && p.Y >= 0 && p.Y < 30)
                            positions.Add(p);
                    }
                }
            }
        }

        // No bond across the boundary is shorter than four fifths of the others.
        Vector3D[] left = [.. positions.Where(p => p.X < 30)];
        positions.RemoveAll(p => p.X >= 30 && left.Any(other => (other - p).Length < 0.8 * bond));
        AtomicStructure sheet = OfOneElement(positions, "C");
        string[] grains = [.. positions.Select(p => p.X < 30 ? "left" : "right")];
        MapSettings settings = Settings(new Vector3D(12, 12, 12), new Vector3D(3, 3, 12));

        // Few grain boundaries of layers are in the set of the families: the default model is less surprised by one.
        (string, double)[] contrasts = [("arise-108-robust", 3.0), (ShippedModels.DefaultName, 1.5)];
        foreach ((string model, double contrast) in contrasts)
        {
            var mapper = new StructureMapper(new StructureClassifier(ShippedModels.Find(model)));
            Verdict verdict = Judge(mapper.Map(new MapPlan(sheet, settings)), grains, _ => Graphene);
            Assert.Equal(1, verdict.RightShare);
            Assert.InRange(verdict.AtBoundaries, contrast * verdict.Within, double.PositiveInfinity);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_published_slab_has_four_grains(bool isDistorted)
    {
        AtomicStructure sample = isDistorted ? PublishedSamples.FourGrainsDistorted : PublishedSamples.FourGrains;
        MapSettings settings = Settings(new Vector3D(16, 16, 16), new Vector3D(6, 6, 16));
        CrystalMap map = new StructureMapper().Map(new MapPlan(sample, settings));
        string[] grains = [.. map.ClassesPresent()[..4].Select(map.NameOf).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["body-centered cubic", "diamond", "face-centered cubic", "hexagonal close-packed"], grains);
        Assert.InRange(SureShare(map, [.. map.ClassesPresent()[..4]]), 0.7, 1);
    }

    [Fact]
    public void The_published_image_is_graphene()
    {
        CrystalMap map = Map(
            PublishedSamples.GrainBoundary, new Vector3D(100, 100, 100), new Vector3D(30, 30, 100));
        Assert.Equal(Graphene, map.ClassLabels[map.ClassesPresent()[0]]);
    }

    private static AtomicStructure OfOneElement(List<Vector3D> positions, string element) =>
        new([.. positions], [.. Enumerable.Repeat(ChemicalElement.Parse(element), positions.Count)]);

    private static string[] Labels(AtomicStructure sample, string column) =>
        (string[])sample.Columns.Single(c => c.Name == column).Values;

    private static MapSettings Settings(Vector3D edge, Vector3D stride) => new()
    {
        Edge = edge,
        Stride = stride,
        Prediction = new PredictionSettings { Passes = 64, Threads = 2 },
    };

    private static CrystalMap Map(AtomicStructure sample, Vector3D edge, Vector3D stride) =>
        new StructureMapper().Map(new MapPlan(sample, Settings(edge, stride)));

    // Share of the boxes below 0.3 bit that have one of some classes.
    private static double SureShare(CrystalMap map, int[] classes)
    {
        int[] sure = [.. Enumerable.Range(0, map.Rows).Where(row => map.MutualInformation[row] < 0.3)];
        return (double)sure.Count(row => classes.Contains(map.LikelyClassOf(row))) / map.Rows;
    }

    // Boxes of which nearly all atoms belong together lie within a grain, the others at its boundaries.
    private static Verdict Judge(
        CrystalMap map, IReadOnlyList<string> belongs, Func<string, string>? labelOf = null)
    {
        var boxes = new BoxAtoms(map.Plan.Structure, map.Grid);
        var points = new List<int>();
        var found = new HashSet<string>();
        var within = new List<double>();
        var boundaries = new List<double>();
        int right = 0;
        for (int row = 0; row < map.Rows; row++)
        {
            boxes.Collect(map.Plan.Boxes[row], points);
            KeyValuePair<string, int> most =
                points.CountBy(point => belongs[boxes.AtomOf(point)]).MaxBy(pair => pair.Value);
            double information = map.MutualInformation[row];
            if (most.Value < Inside * points.Count)
            {
                boundaries.Add(information);
                continue;
            }

            within.Add(information);
            string label = labelOf?.Invoke(most.Key) ?? most.Key;
            found.Add(label);
            right += map.ClassLabels[map.LikelyClassOf(row)] == label ? 1 : 0;
        }

        return new Verdict((double)right / within.Count, within.Average(), boundaries.Average(), found);
    }

    // Share of the boxes within a grain that have its class, mean mutual information there and at boundaries (bit),
    // and the classes that boxes within grains should have.
    private sealed record Verdict(
        double RightShare, double Within, double AtBoundaries, IReadOnlySet<string> Found);
}
