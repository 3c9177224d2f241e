using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Comparison;
using Arise.Labeling;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Comparison;

public class MethodAgreementTests
{
    private const string Fcc = "fcc_Cu_A_cF4_225_a", Hcp = "hcp_Mg_A_hP2_194_c", Bcc = "bcc_W_A_cI2_229_a";

    // Over two frames: one knows fcc and hcp, two knows bcc, too.
    private static readonly MethodAgreement Agreement = Sum(
        ([1, 1, 2, 0, 0], [1, 3, 2, 3, 1]),
        ([1, 0, 0], [3, 0, 1]));

    [Fact]
    public void Equal_answers_are_counted()
    {
        Assert.Equal(["one", "two"], Agreement.Methods.AsEnumerable());
        Assert.Equal(8, Agreement.Atoms);
        Assert.Equal([AtomLabels.Other, Fcc, Hcp, Bcc], Agreement.Labels);
        Assert.Equal(3, Agreement.Count("one", Fcc));
        Assert.Equal(0, Agreement.Count("one", Bcc));
        Assert.Equal(3, Agreement.Count("two", Bcc));
        Assert.Equal(3 / 8.0, Agreement.Share("one", "two"));
        Assert.Equal(3 / 8.0, Agreement.Share("two", "one"));
        Assert.Equal(1, Agreement.Share("one", "one"));
    }

    [Fact]
    public void The_cross_table_can_be_turned()
    {
        Assert.Equal(
            [
                (AtomLabels.Other, AtomLabels.Other, 1), (AtomLabels.Other, Fcc, 2), (AtomLabels.Other, Bcc, 1),
                (Fcc, Fcc, 1), (Fcc, Bcc, 2), (Hcp, Hcp, 1L),
            ],
            Agreement.Of("one", "two"));
        Assert.Equal((Bcc, Fcc, 2L), Agreement.Of("two", "one").Last());
        Assert.Throws<ArgumentException>(() => Agreement.Of("one", "three"));
    }

    // That one says nothing of what it does not know is no disagreement; that it says fcc where two says bcc is one.
    [Fact]
    public void Ignorance_is_no_disagreement()
    {
        (string Method, string Label, string OtherMethod, string OtherLabel, long Atoms)[] all =
            [.. Agreement.Disagreements().OrderBy(one => one.Label, StringComparer.Ordinal)];
        Assert.Equal([("one", Fcc, "two", Bcc, 2L), ("one", AtomLabels.Other, "two", Fcc, 2L)], all);
    }

    // The lattice of an ordered crystal is all that a method without order can say; another lattice is a disagreement.
    [Fact]
    public void The_lattice_of_an_ordered_crystal_is_no_disagreement()
    {
        int ordered = ComparedClasses.NumberOf(LocalStructure.Fcc, ChemicalOrdering.L12Minority);
        var agreement = new MethodAgreement();
        agreement.Add(new ComparedAtoms(
            Atoms(3),
            new ComparisonSettings(),
            [
                new MethodAnswer("cna", [1, 1, 3], ComparedClasses.OfNeighbors, []),
                new MethodAnswer("ptm", [ordered, ordered, ordered], ComparedClasses.OfTemplates, []),
            ]));
        Assert.Equal([("cna", Bcc, "ptm", "L12_Cu3Au", 1L)], agreement.Disagreements());
        Assert.Equal(0, agreement.Share("cna", "ptm"));
    }

    [Fact]
    public void Answers_of_other_methods_are_refused()
    {
        MethodAgreement agreement = Sum(([1], [1]));
        ComparedAtoms other = new(Atoms(1), new ComparisonSettings(), [new MethodAnswer("three", [1], [Fcc], [])]);
        Assert.Throws<ArgumentException>(() => agreement.Add(other));
    }

    private static MethodAgreement Sum(params (int[] One, int[] Two)[] frames)
    {
        var agreement = new MethodAgreement();
        foreach ((int[] one, int[] two) in frames)
        {
            agreement.Add(new ComparedAtoms(
                Atoms(one.Length),
                new ComparisonSettings(),
                [
                    new MethodAnswer("one", one, [Fcc, Hcp], []),
                    new MethodAnswer("csp", null, [], [AtomColumn.Real("centrosymmetry", new double[one.Length])]),
                    new MethodAnswer("two", two, [Fcc, Hcp, Bcc], []),
                ]));
        }

        return agreement;
    }

    private static AtomicStructure Atoms(int count) => new(
        [.. Enumerable.Range(0, count).Select(k => new Vector3D(3 * k, 0, 0))],
        [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), count)]);
}
