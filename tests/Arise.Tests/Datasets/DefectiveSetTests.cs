using Arise.Datasets;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Tests.Datasets;

public sealed class DefectiveSetTests
{
    [Fact]
    public void The_shipped_model_is_robust_to_mild_defects_and_not_to_any()
    {
        Prototype[] few = [.. PrototypeLibrary.Published.Where(p => p.Structure.Count <= 2).Take(3)];
        TrainingSet set = DefectiveSet.Generate(few, DefectiveSet.Mild, threads: 2);
        Assert.Equal(3 * (4 + (3 * 9)), set.Count);
        Assert.Equal(set.Digest(), DefectiveSet.Generate(few, DefectiveSet.Mild, threads: 1).Digest());
        Assert.NotEqual(set.Digest(), DefectiveSet.Generate(few, DefectiveSet.Mild, seed: 1).Digest());

        Assert.Equal(DefectiveSet.Mild.Order(Comparer<SampleDefects>.Create(Compare)),
            set.Defects.Distinct().Order(Comparer<SampleDefects>.Create(Compare)));

        NetworkAnswers answers = NetworkAnswers.Of(ShippedModels.Find("arise-108-robust"), set);
        Assert.All(answers.IsRight, right => Assert.True(right));
        Assert.InRange(answers.Confidence, 0.9, 1);

        TrainingSet shattered = DefectiveSet.Generate(few, [new SampleDefects(0.5, 0.5)]);
        Assert.Equal(9, shattered.Count);
        NetworkAnswers ofShattered = NetworkAnswers.Of(ShippedModels.Find("arise-108-robust"), shattered);
        Assert.True(ofShattered.IsRight.Count(right => right) < 5);

        static int Compare(SampleDefects a, SampleDefects b) =>
            (a.Missing, a.Displacement).CompareTo((b.Missing, b.Displacement));
    }
}
