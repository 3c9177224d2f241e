using Arise.Descriptors;
using Arise.Prototypes;

namespace Arise.Tests.Descriptors;

public class StructureDescriptorsTests
{
    [Fact]
    public void A_model_names_its_descriptor()
    {
        IStructureDescriptor published = StructureDescriptors.FromMetadata(SoapSettings.Default.ToMetadata());
        IStructureDescriptor families =
            StructureDescriptors.FromMetadata(new OrderDescriptorSettings { Cutoff = 3.5 }.ToMetadata());

        Assert.IsType<SoapStructureDescriptor>(published);
        Assert.Equal(3.5, Assert.IsType<OrderDescriptor>(families).Settings.Cutoff);
        var vector = new float[published.Length];
        published.Compute(PrototypeLibrary.Find("B1").Structure, vector);
        Assert.Equal(new SoapDescriptor().Compute(PrototypeLibrary.Find("B1").Structure).ToArray(), vector);
    }

    [Theory]
    [InlineData("cutoff", "wide")]
    [InlineData("cutoff", null)]
    [InlineData("max_degree", "2.5")]
    [InlineData("descriptor", "coulomb-matrix")]
    public void Settings_that_make_no_sense_are_refused(string key, string? value)
    {
        var settings = new Dictionary<string, string>(new OrderDescriptorSettings().ToMetadata());
        settings.Remove(key);
        if (value is not null)
            settings[key] = value;
        Assert.Throws<DescriptorException>(() => StructureDescriptors.FromMetadata(settings));
    }
}
