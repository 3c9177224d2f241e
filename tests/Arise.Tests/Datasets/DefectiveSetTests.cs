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
        Prototype[] few = [.. PrototypeLibrary.All.Where(p => p.Structure.Count <= 2).Take(3)];
        TrainingSet set = DefectiveSet.Generate(few, DefectiveSet.Mild, threads: 2);
        Assert.Equal(3 * (4 + (3 * 9)), set.Count);
        Assert.Equal(set.Count, DefectiveSet.Count(few, DefectiveSet.Mild));
        Assert.Equal(set.Digest(), DefectiveSet.Generate(few, DefectiveSet.Mild, threads: 1).Digest());
        Assert.NotEqual(set.Digest(), DefectiveSet.Generate(few, DefectiveSet.Mild, seed: 1).Digest());

        (bool IsRight, double Probability)[] answers = DefectiveSet.Answers(ShippedModels.Default, set);
        Assert.All(answers, answer => Assert.True(answer.IsRight));
        Assert.InRange(answers.Average(answer => answer.Probability), 0.9, 1);

        TrainingSet shattered = DefectiveSet.Generate(few, [(0.5, 0.5)]);
        Assert.Equal(9, shattered.Count);
        Assert.True(DefectiveSet.Answers(ShippedModels.Default, shattered).Count(answer => answer.IsRight) < 5);
    }
}
