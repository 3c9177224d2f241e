using Arise.Baselines;
using Arise.Comparison;
using Arise.Labeling;
using Arise.Structures;
using Arise.Tests.Baselines;

namespace Arise.Tests.Comparison;

public class MethodComparerTests
{
    private static readonly string[] Classical = ["cna", "acna", "baa", "diamond", "csp"];

    [Fact]
    public void Every_method_gives_its_own_answer_in_the_common_numbers()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("bcc"), 0.1, 2);
        var settings = new ComparisonSettings
        {
            Methods = Classical,
            Baselines = new BaselineSettings
            {
                Cutoff = 3.6, BondAngles = BondAngleVariant.Lammps, CentrosymmetryNeighbors = 8,
            },
        };
        ComparedAtoms compared = new MethodComparer().Compare(hot, settings);
        Assert.Equal(Classical, compared.Answers.Select(answer => answer.Method));
        Assert.Equal(Numbers(CommonNeighborAnalysis.WithCutoff(hot, settings.Baselines)), compared.Answers[0].Numbers);
        Assert.Equal(Numbers(CommonNeighborAnalysis.Adaptive(hot)), compared.Answers[1].Numbers);
        Assert.Equal(Numbers(BondAngleAnalysis.Identify(hot, settings.Baselines)), compared.Answers[2].Numbers);
        Assert.False(compared.Answers[4].NamesStructures);
        double[] expected = Centrosymmetry.Compute(hot, settings.Baselines);
        double[] values = compared.Answers[4].Columns[0].Reals.ToArray();
        for (int atom = 0; atom < hot.Count; atom++)
            Assert.Equal(expected[atom], values[atom], 1e-5);
        foreach (MethodAnswer answer in compared.Answers.Where(answer => answer.NamesStructures))
        {
            Assert.Equal(hot.Count, answer.Counts.Sum(count => count.Atoms));
            Assert.All(answer.Counts, count => Assert.True(answer.Knows(count.Label)));
        }
    }

    [Fact]
    public void Diamond_and_its_neighbors_have_numbers_of_their_own()
    {
        AtomicStructure crystal = Crystals.Of("diamond");
        AtomicStructure defective = crystal.Select([.. Enumerable.Range(1, crystal.Count - 1)]);
        MethodAnswer answer = new MethodComparer().Compare(
            defective, new ComparisonSettings { Methods = ["diamond"] }).Answers[0];
        Assert.Equal(
            [
                (6, "diam_C_A_cF8_227_a", crystal.Count - 17), (9, "cubic diamond, 1st neighbor", 12),
                (10, "cubic diamond, 2nd neighbor", 4),
            ],
            answer.Counts.AsEnumerable());
        Assert.Equal(1, answer.NamedShare);
        Assert.False(answer.Knows(StructureType.Fcc));
    }

    // The same crystal has the same number and label for all that know it.
    [Theory]
    [InlineData("fcc", 1)]
    [InlineData("hcp", 2)]
    [InlineData("bcc", 3)]
    public void Methods_agree_on_the_name_of_a_crystal(string name, int number)
    {
        ComparedAtoms compared = new MethodComparer().Compare(
            Crystals.Of(name), new ComparisonSettings { Methods = ["acna", "baa", "arise"] });
        Assert.All(compared.Answers, answer => Assert.All(answer.Numbers, one => Assert.Equal(number, one)));
        Assert.Single(compared.Answers.Select(answer => answer.Counts[0].Label).Distinct());
    }

    // Templates and labels name ordered crystals alike; whoever sees no species names the lattice.
    [Theory]
    [InlineData("CsCl", "CsCl", "bcc_W_A_cI2_229_a")]
    [InlineData("L10", "L10_CuAu", "fcc_Cu_A_cF4_225_a")]
    [InlineData("L12", "L12_Cu3Au", "fcc_Cu_A_cF4_225_a")]
    [InlineData("zinc blende", "Zincblende_ZnS", "diam_C_A_cF8_227_a")]
    [InlineData("wurtzite", "Wurtzite_ZnS", "HexDiam_C_A_hP4_194_f")]
    public void Ordered_crystals_have_names_of_their_own(string name, string ordered, string lattice)
    {
        var settings = new ComparisonSettings { Methods = ["ptm", "arise"] };
        AtomicStructure crystal = Crystals.Of(name);
        ComparedAtoms compared = new MethodComparer().Compare(crystal, settings);
        Assert.All(compared.Answers, answer => Assert.Equal(
            [ordered], answer.Counts.Where(count => count.Atoms > crystal.Count / 2).Select(count => count.Label)));
        MethodAnswer blind = new MethodComparer().Compare(
            crystal, settings with { Methods = ["ptm"], Labels = new LabelSettings { OneSpecies = true } }).Answers[0];
        Assert.Equal([lattice], blind.Counts.Select(count => count.Label));
    }

    [Fact]
    public void Templates_give_deviation_size_and_when_asked_orientation()
    {
        AtomicStructure warm = Crystals.Rattled(Crystals.Of("fcc"), 0.03, 4);
        var settings = new ComparisonSettings { Methods = ["ptm"], Orientations = true };
        MethodAnswer answer = new MethodComparer().Compare(warm, settings).Answers[0];
        Assert.Equal(
            ["ptm_rmsd", "ptm_distance", "ptm_orientation", "ptm_deformation"],
            answer.Columns.Select(column => column.Name));
        Assert.Equal([1, 1, 4, 9], answer.Columns.Select(column => column.Width));
        Assert.InRange(answer.Columns[0].Reals.ToArray().Average(), 0.02, 0.06);
        Assert.Equal(Crystals.Nearest(Crystals.Of("fcc")), answer.Columns[1].Reals.ToArray().Average(), 0.02);
        MethodAnswer strict = new MethodComparer().Compare(
            warm, settings with { Orientations = false, Templates = new() { RmsdCutoff = 0.02 } }).Answers[0];
        Assert.Equal(2, strict.Columns.Length);
        Assert.True(strict.NamedShare < 0.5);
        Assert.Equal(answer.Columns[0].Reals.ToArray(), strict.Columns[0].Reals.ToArray());
    }

    [Fact]
    public void Columns_come_first_and_replace_older_ones()
    {
        AtomicStructure crystal = Crystals.Of("fcc");
        long[] old = [.. Enumerable.Repeat(7L, crystal.Count)];
        AtomicStructure given = new(
            crystal.Positions, crystal.Species, crystal.Lattice, crystal.Periodicity,
            [AtomColumn.Integer("id", old), AtomColumn.Integer("cna", old)]);
        AtomicStructure written = new MethodComparer().Compare(
            given, new ComparisonSettings { Methods = ["csp", "cna"] }).ToStructure();
        Assert.Equal(["centrosymmetry", "cna", "id"], written.Columns.Select(column => column.Name));
        Assert.All(written.Columns[1].Integers.ToArray(), number => Assert.Equal(1, number));
    }

    [Fact]
    public void Frames_come_in_order_and_one_that_fails_does_not_end_the_others()
    {
        AtomicStructure good = Crystals.Of("fcc"), few = good.Select([0, 1]);
        (AtomicStructure? Item, ComparedAtoms? Compared, AriseException? Error)[] all =
        [
            .. new MethodComparer().CompareMany(
                [good, few, null, good], frame => frame, new ComparisonSettings { Methods = ["arise"] }),
        ];
        Assert.Equal([true, false, false, true], all.Select(one => one.Compared is not null));
        Assert.Equal([false, true, false, false], all.Select(one => one.Error is not null));
        Assert.Contains("2 atoms to label", all[1].Error!.Message);
    }

    // A primitive cell is enough for the others.
    [Fact]
    public void Too_few_atoms_for_labels_leave_the_answers_of_the_others()
    {
        AtomicStructure cell = new(
            [default],
            [ChemicalElement.Parse("Cu")],
            new Lattice(new(0, 1.8, 1.8), new(1.8, 0, 1.8), new(1.8, 1.8, 0)),
            Periodicity.Bulk);
        ComparedAtoms compared = new MethodComparer().Compare(
            cell, new ComparisonSettings { Methods = ["cna", "acna", "ptm", "arise"] });

        Assert.Equal([1, 1, 1, 0], compared.Answers.Select(answer => answer.Numbers[0]));
        Assert.Equal([true, true, true, false], compared.Answers.Select(answer => answer.Problem is null));
        Assert.True(double.IsNaN(compared.Answers[3].Columns[0].Reals[0]));
        var agreement = new MethodAgreement();
        agreement.Add(compared);
        Assert.Empty(agreement.Disagreements());
        Assert.Equal(0, agreement.Count("arise", AtomLabels.Other));
        Assert.Equal(1.8 * (1 + Math.Sqrt(2)) / Math.Sqrt(2), compared.Answers[0].Cutoff!.Value, 1e-9);
    }

    [Theory]
    [InlineData("cna", "xyz")]
    [InlineData("cna", "cna")]
    public void Unknown_methods_and_repeated_ones_are_refused(string first, string second)
    {
        var settings = new ComparisonSettings { Methods = [first, second] };
        Assert.Equal("Methods", Assert.Throws<ArgumentException>(settings.Validate).ParamName);
        Assert.Throws<ArgumentException>(() => new MethodComparer().Compare(Crystals.Of("fcc"), settings));
    }

    [Fact]
    public void Settings_of_the_methods_are_checked()
    {
        Assert.Throws<ArgumentException>(new ComparisonSettings { Methods = [] }.Validate);
        Assert.Throws<ArgumentException>(
            new ComparisonSettings { Baselines = new BaselineSettings { Cutoff = -1 } }.Validate);
        Assert.Throws<ArgumentException>(new ComparisonSettings { Threads = -1 }.Validate);
        Assert.DoesNotContain("csp", new ComparisonSettings().Methods);
    }

    private static int[] Numbers(LocalStructure[] structures) => [.. structures.Select(one => (int)one)];
}
