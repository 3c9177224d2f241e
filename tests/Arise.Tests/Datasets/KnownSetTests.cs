using Arise.Datasets;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Tests.Datasets;

public class KnownSetTests
{
    [Fact]
    public void Every_kind_has_as_many_rows_and_no_thread_changes_them()
    {
        Prototype[] few = [.. new[] { "fcc", "B1", "MoS2" }.Select(PrototypeLibrary.Find)];
        TrainingSet set = KnownSet.Generate(few, 4, seed: 6, threads: 1);

        Assert.All(set.Names.GroupBy(name => name), kind => Assert.Equal(4, kind.Count()));
        Assert.Equal(3, set.Labels.Distinct().Count());
        Assert.Equal(set.Digest(), KnownSet.Generate(few, 4, seed: 6, threads: 3).Digest());
        Assert.NotEqual(set.Digest(), KnownSet.Generate(few, 4, seed: 7).Digest());
    }
}
