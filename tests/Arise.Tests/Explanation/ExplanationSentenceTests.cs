using Arise.Explanation;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Explanation;

public class ExplanationSentenceTests
{
    [Fact]
    public void A_class_without_a_site_is_denied_plainly()
    {
        ChemicalElement iron = ChemicalElement.Parse("Fe");
        var far = new AtomicStructure([Vector3D.Zero, new Vector3D(2, 0, 0)], [iron, iron]);
        Prototype diamond = PrototypeLibrary.Find("diamond");
        Assert.Equal(
            $"Not {diamond.CommonName}: none of 2 atoms stands on a site of such a crystal.",
            StructureExplanation.Of(far, diamond).Sentence);
    }
}
