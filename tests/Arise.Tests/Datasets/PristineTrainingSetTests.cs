using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Tests.Datasets;

public class PristineTrainingSetTests
{
    private static readonly Prototype[] Few =
    [
        PrototypeLibrary.Find("fcc_Cu_A_cF4_225_a"),
        PrototypeLibrary.Find("MoS2"),
        PrototypeLibrary.Find("zigzag_cnt_nm_6_0_0.0_4.7"),
    ];

    [Fact]
    public void Every_row_is_the_descriptor_of_its_structure_and_settings()
    {
        TrainingSet set = PristineTrainingSet.Generate(Few);
        Assert.Equal((4 + 4 + 1) * 99, set.Count);
        PristineStructures.Sample[] samples = [.. PristineStructures.Of(Few)];
        SoapSettings[] settings = [.. new DescriptorVariations().Apply(SoapSettings.Default)];
        Assert.Equal(99, settings.Distinct().Count());
        foreach (int row in new[] { 0, 98, 99, 250, 555, 699, set.Count - 1 })
        {
            PristineStructures.Sample sample = samples[row / 99];
            ImmutableArray<float> expected = new SoapDescriptor(settings[row % 99]).Compute(sample.Structure);
            float deviation = expected.Zip(set.Descriptor(row).ToArray(), (e, a) => Math.Abs(e - a)).Max();
            Assert.True(deviation < 1e-6, $"row {row}: {deviation}");
            Assert.Equal(sample.Prototype.Label, set.ClassLabels[set.Labels[row]]);
            Assert.Equal(SampleDefects.None, set.Defects[row]);
            Assert.StartsWith($"{sample.Prototype.Label} {sample.Kind} ", set.Names[row], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_set_does_not_depend_on_the_number_of_threads() =>
        Assert.Equal(
            PristineTrainingSet.Generate(Few, threads: 1).Digest(),
            PristineTrainingSet.Generate(Few, threads: 3).Digest());

    [Fact]
    public void Canceled_work_stops()
    {
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => PristineTrainingSet.Generate(Few, cancellation: canceled.Token));
    }
}
