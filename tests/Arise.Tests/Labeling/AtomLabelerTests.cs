using Arise.Descriptors;
using Arise.Labeling;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Labeling;

public class AtomLabelerTests
{
    private static readonly AtomLabeler ByMetal =
        FakeLabeler.BySpecies(("Cu", "fcc"), ("Fe", "bcc"), ("Mg", "hcp"), ("Na", "rocksalt"));

    [Fact]
    public void Every_atom_gets_its_class_and_shares_count_them()
    {
        AtomLabels labels = ByMetal.Label(Mixed("Cu", "Cu", "Cu", "Fe", "O", "Cu", "Fe", "O"));
        int fcc = FakeLabeler.Class("fcc"), bcc = FakeLabeler.Class("bcc");
        Assert.Equal([fcc, fcc, fcc, bcc, -1, fcc, bcc, -1], labels.Classes.ToArray());
        Assert.Equal(0.5, labels.Share("fcc"));
        Assert.Equal(0.5, labels.Share("fcc_Cu_A_cF4_225_a"));
        Assert.Equal(0.25, labels.Share("body-centered cubic"));
        Assert.Equal(0.25, labels.OtherShare);
        Assert.Equal(0.25, labels.Share("none"));
        Assert.Equal(0, labels.Share("hcp"));
        Assert.Throws<KeyNotFoundException>(() => labels.Share("fkk"));
        Assert.Equal((0 + 1 + 2 + 3 + 4 + 5 + 6 + 7) * 0.0625 / 8, labels.MeanEntropy, 6);
    }

    [Fact]
    public void Candidates_mask_all_but_none()
    {
        AtomicStructure sample = Mixed("Cu", "Fe", "Mg", "Cu", "O");
        AtomLabels labels = ByMetal.Label(sample, new LabelSettings { Candidates = ["hcp", "FCC", "none"] });
        Assert.Equal(["fcc_Cu_A_cF4_225_a", "none", "hcp_Mg_A_hP2_194_c", "fcc_Cu_A_cF4_225_a", "none"], Names(labels));
    }

    [Theory]
    [InlineData("fkk", "'fcc'")]
    [InlineData("perovskit", "perovskite")]
    [InlineData(" ", "empty")]
    public void A_candidate_that_is_unknown_is_refused_with_the_nearest_names(string name, string near)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => ByMetal.Label(Mixed("Cu", "Cu", "Cu", "Cu", "Cu"), new LabelSettings { Candidates = ["fcc", name] }));
        Assert.Equal(nameof(LabelSettings.Candidates), error.ParamName);
        Assert.Contains(near, error.Message);
    }

    // Rock salt has two species: an element cannot be it, and neither can a compound whose atoms all count as alike.
    [Fact]
    public void A_sample_of_one_species_gets_no_class_of_more()
    {
        AtomicStructure sodium = Mixed("Na", "Na", "Na", "Na", "Na");
        AtomicStructure salt = Mixed("Na", "Cl", "Na", "Cl", "Na", "Na", "Na");
        Assert.Equal(1, ByMetal.Label(sodium).OtherShare);
        Assert.Equal(5.0 / 7, ByMetal.Label(salt).Share("rocksalt"), 12);
        Assert.Equal(1, ByMetal.Label(salt, new LabelSettings { OneSpecies = true }).OtherShare);
        Assert.Equal(
            1, ByMetal.Label(salt, new LabelSettings { Ignore = [ChemicalElement.Parse("Cl")] }).OtherShare);
        DescriptorException error = Assert.Throws<DescriptorException>(
            () => ByMetal.Label(sodium, new LabelSettings { Candidates = ["rocksalt"] }));
        Assert.Contains("more species", error.Message);
    }

    [Fact]
    public void Atoms_that_count_as_alike_have_the_species_of_the_first()
    {
        AtomLabels labels = ByMetal.Label(
            Mixed("Cu", "Fe", "Mg", "O", "Fe"), new LabelSettings { OneSpecies = true });
        Assert.Equal(1, labels.Share("fcc"));
    }

    [Fact]
    public void Ignored_atoms_are_not_seen_and_get_nothing()
    {
        AtomicStructure sample = Mixed("H", "Cu", "Fe", "H", "Cu", "C", "Cu", "Cu");
        int seen = -1;
        AtomLabeler labeler = FakeLabeler.Of((structure, atom) =>
        {
            seen = structure.Count;
            return structure.Species[atom].Symbol == "Cu" ? FakeLabeler.Class("fcc") : -1;
        });
        AtomLabels labels = labeler.Label(
            sample, new LabelSettings { Ignore = [ChemicalElement.Parse("H"), ChemicalElement.Parse("C")] });
        Assert.Equal(5, seen);
        Assert.Equal(
            [false, true, false, false, true, false, true, true], labels.Classes.Select(c => c >= 0));
        foreach (int atom in new[] { 0, 3, 5 })
            Assert.Equal((0, 0, 0), (labels.Probabilities[atom], labels.Entropies[atom], labels.LocalScales[atom]));
        Assert.Equal(FakeLabeler.Probability(4), labels.Probabilities[7]);
        Assert.Equal(2.5f, labels.LocalScales[7]);
    }

    [Fact]
    public void Below_the_smallest_probability_an_atom_gets_no_class()
    {
        AtomicStructure sample = Mixed("Cu", "Cu", "Cu", "Cu", "Cu");
        AtomLabels labels = ByMetal.Label(sample, new LabelSettings { MinimumProbability = 0.875 });
        Assert.Equal([true, true, true, false, false], labels.Classes.Select(c => c >= 0).ToArray());
        Assert.Equal(FakeLabeler.Probability(4), labels.Probabilities[4]);
        Assert.Equal(0.4, labels.OtherShare, 12);
    }

    [Theory]
    [InlineData(-0.1, 0, "MinimumProbability")]
    [InlineData(1.1, 0, "MinimumProbability")]
    [InlineData(double.NaN, 0, "MinimumProbability")]
    [InlineData(0.5, -1, "Threads")]
    public void Settings_out_of_range_are_refused(double probability, int threads, string property)
    {
        var settings = new LabelSettings { MinimumProbability = probability, Threads = threads };
        AtomicStructure sample = Mixed("Cu", "Cu", "Cu", "Cu", "Cu");
        Assert.Equal(property, Assert.Throws<ArgumentException>(() => ByMetal.Label(sample, settings)).ParamName);
    }

    // Small frames side by side, large ones alone, in the order in which they come; what fails ends only itself.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Frames_come_in_their_order_and_one_that_fails_does_not_end_the_others(int threads)
    {
        AtomicStructure large = PrototypeLibrary.Find("fcc").Structure.Repeat(37, 37, 37);
        AtomicStructure?[] frames =
        [
            Mixed("Cu", "Cu", "Cu", "Cu", "Cu"), Mixed("Cu", "Cu"), null, Mixed("Fe", "Fe", "Fe", "Fe", "Fe"), large,
            large, Mixed("Mg", "Mg", "Mg", "Mg", "Mg"),
        ];
        (AtomicStructure? Item, AtomLabels? Labels, AriseException? Error)[] results =
            [.. ByMetal.LabelMany(frames, frame => frame, new LabelSettings { Threads = threads })];
        Assert.Equal(frames, results.Select(result => result.Item));
        Assert.Equal(
            ["fcc", "error", "nothing", "bcc", "fcc", "fcc", "hcp"],
            results.Select(result => result.Error is not null ? "error"
                : result.Labels is null ? "nothing" : result.Labels.LabelOf(0)[..3]));
        Assert.Contains("at least 5", results[1].Error!.Message);
    }

    [Fact]
    public void An_error_of_the_input_comes_after_the_frames_before_it()
    {
        int count = 0;
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var one in ByMetal.LabelMany(Broken(), frame => frame))
                count += one.Labels!.Structure.Count;
        });
        Assert.Equal(15, count);

        static IEnumerable<AtomicStructure> Broken()
        {
            for (int k = 0; k < 3; k++)
                yield return Mixed("Cu", "Cu", "Cu", "Cu", "Cu");
            throw new InvalidDataException();
        }
    }

    [Fact]
    public void Labeling_can_be_canceled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        AtomicStructure sample = Mixed("Cu", "Cu", "Cu", "Cu", "Cu");
        Assert.ThrowsAny<OperationCanceledException>(() => ByMetal.Label(sample, cancellation: stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(
            () => ByMetal.LabelMany([sample], one => one, cancellation: stop.Token).Count());
    }

    [Fact]
    public void A_model_without_none_is_refused() => Assert.Contains(
        "none",
        Assert.Throws<DescriptorException>(() => new AtomLabeler(["fcc", "bcc"], (_, _, _, _, _, _) => { })).Message);

    private static string[] Names(AtomLabels labels) =>
        [.. Enumerable.Range(0, labels.Structure.Count).Select(labels.LabelOf)];

    // Atoms in a row, 2.5 Angstrom apart.
    private static AtomicStructure Mixed(params string[] symbols) => new(
        [.. symbols.Select((_, k) => new Vector3D(2.5 * k, 0, 0))],
        [.. symbols.Select(symbol => ChemicalElement.Parse(symbol))]);
}
